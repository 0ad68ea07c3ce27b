package dev.chaperone.app.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10485760}, {@code 10MiB} or {@code 3TB}: binary units have an i. */
final class ByteSizeConverter implements ITypeConverter<Long> {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,18})\\s*(?:([kmgtp])(i?)b|b)?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "kmgtp";

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw notASize(text);
    }
    try {
      long size = Long.parseLong(form.group(1));
      String unit = form.group(2);
      if (unit == null) {
        return size;
      }
      long factor = form.group(3).isEmpty() ? 1000 : 1024;
      for (int i = UNITS.indexOf(unit.toLowerCase(Locale.ROOT)); i >= 0; i--) {
        size = Math.multiplyExact(size, factor);
      }
      return size;
    } catch (NumberFormatException | ArithmeticException e) {
      throw notASize(text);
    }
  }

  private static TypeConversionException notASize(String text) {
    return new TypeConversionException(
        "'" + text + "' is not a number of bytes such as 10485760, 10MiB or 3TB");
  }
}
