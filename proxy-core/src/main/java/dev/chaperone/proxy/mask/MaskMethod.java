package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import java.util.Locale;
import java.util.Objects;

/**
 * How a value is hidden, with all that is needed for it. Where a method does not fit a type, the
 * value is redacted or becomes NULL; {@code docs/masking.md} has the table.
 */
public sealed interface MaskMethod {

  /** What stands for a text that is hidden. */
  String PLACEHOLDER = "[masked]";

  /** The method's name in policies, and its strength against others. */
  MaskingMethod kind();

  /** Nothing is left: a placeholder for texts, NULL for all else. */
  record Redact() implements MaskMethod {
    @Override
    public MaskingMethod kind() {
      return MaskingMethod.REDACT;
    }
  }

  /** NULL; an empty array where an array stood. */
  record Null() implements MaskMethod {
    @Override
    public MaskingMethod kind() {
      return MaskingMethod.NULL;
    }
  }

  /** Equal values get equal hashes, so that one can still join and count by them. */
  record KeyedHash(HashKey key) implements MaskMethod {
    public KeyedHash {
      Objects.requireNonNull(key);
    }

    @Override
    public MaskingMethod kind() {
      return MaskingMethod.HASH;
    }
  }

  /** The last four characters or digits of what is long enough. */
  record LastFour() implements MaskMethod {
    @Override
    public MaskingMethod kind() {
      return MaskingMethod.LAST4;
    }
  }

  /** The first character and the domain of an e-mail address. */
  record PartialEmail() implements MaskMethod {
    @Override
    public MaskingMethod kind() {
      return MaskingMethod.PARTIAL_EMAIL;
    }
  }

  /** Numbers rounded down to a multiple of {@code size}, which is at least 1. */
  record Bucket(long size) implements MaskMethod {
    public Bucket {
      if (size < 1) {
        throw new IllegalArgumentException("a bucket has a size of at least 1");
      }
    }

    @Override
    public MaskingMethod kind() {
      return MaskingMethod.BUCKET;
    }
  }

  /** The first moment of the day, month, quarter or year, in UTC for timestamps. */
  record TruncateDate(Unit unit) implements MaskMethod {
    /** What dates are cut to. */
    public enum Unit {
      DAY,
      MONTH,
      QUARTER,
      YEAR
    }

    public TruncateDate {
      Objects.requireNonNull(unit);
    }

    @Override
    public MaskingMethod kind() {
      return MaskingMethod.TRUNCATE_DATE;
    }
  }

  /** The same value everywhere, where the column's type can hold it. */
  record Constant(String value) implements MaskMethod {
    public Constant {
      Objects.requireNonNull(value);
    }

    @Override
    public MaskingMethod kind() {
      return MaskingMethod.CONSTANT;
    }
  }

  /** What a policy says. */
  static MaskMethod of(Masking masking, HashKey key) {
    return switch (masking.method()) {
      case REDACT -> new Redact();
      case NULL -> new Null();
      case HASH -> new KeyedHash(key);
      case LAST4 -> new LastFour();
      case PARTIAL_EMAIL -> new PartialEmail();
      case BUCKET -> new Bucket(Long.parseLong(masking.argument()));
      case TRUNCATE_DATE ->
          new TruncateDate(TruncateDate.Unit.valueOf(masking.argument().toUpperCase(Locale.ROOT)));
      case CONSTANT -> new Constant(masking.argument());
    };
  }

  /** Of two methods for one value, the one that hides more. */
  default MaskMethod stronger(MaskMethod other) {
    return kind().compareTo(other.kind()) <= 0 ? this : other;
  }
}
