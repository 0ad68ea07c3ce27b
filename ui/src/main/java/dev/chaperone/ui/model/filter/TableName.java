package dev.chaperone.ui.model.filter;

/** A table's name, or its end, as statements and paths write it. */
final class TableName {
  private final String name;
  private final boolean open;

  TableName(String written) {
    String plain = written.replace("`", "");
    this.open = plain.endsWith("*");
    this.name = open ? plain.substring(0, plain.length() - 1) : plain;
  }

  boolean isIn(String sql) {
    String text = sql.indexOf('`') < 0 ? sql : sql.replace("`", "");
    for (int at = Texts.indexOf(text, name, 0); at >= 0; at = Texts.indexOf(text, name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !isPart(text.charAt(at - 1));
      boolean ends = open || end == text.length() || !isPart(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  boolean isInPath(String path) {
    return path.contains("/datasets/")
        && isIn(path.replace("/datasets/", ".").replace("/tables/", ".").replace('/', '.'));
  }
}
