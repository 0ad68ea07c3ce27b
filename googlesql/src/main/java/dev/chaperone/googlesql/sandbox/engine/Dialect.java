package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.ZetaSQLOptions.ErrorMessageMode;
import com.google.zetasql.ZetaSQLOptions.ParseLocationRecordType;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.ZetaSQLOptionsProto.LanguageOptionsProto;

/** GoogleSQL as BigQuery speaks it, and the options to analyse and to run it with. */
record Dialect(
    LanguageOptionsProto language, AnalyzerOptionsProto analysis, AnalyzerOptionsProto execution) {

  static Dialect of(NativeService service) {
    LanguageOptions options = new LanguageOptions().enableMaximumLanguageFeatures();
    options.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    // All are understood, so that what cannot be run can be named.
    options.setSupportsAllStatementKinds();
    options.enableReservableKeyword("QUALIFY");
    LanguageOptionsProto language = options.serialize();
    AnalyzerOptionsProto execution =
        service.defaultOptions().toBuilder()
            .setLanguageOptions(language)
            .setErrorMessageMode(ErrorMessageMode.ERROR_MESSAGE_ONE_LINE)
            .setDefaultTimezone("UTC")
            .build();
    AnalyzerOptionsProto analysis =
        execution.toBuilder()
            .clearEnabledRewrites()
            .setParseLocationRecordType(ParseLocationRecordType.PARSE_LOCATION_RECORD_CODE_SEARCH)
            .build();
    return new Dialect(language, analysis, execution);
  }
}
