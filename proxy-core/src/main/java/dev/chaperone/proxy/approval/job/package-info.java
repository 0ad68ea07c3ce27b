@NullMarked
package dev.chaperone.proxy.approval.job;

import org.jspecify.annotations.NullMarked;
