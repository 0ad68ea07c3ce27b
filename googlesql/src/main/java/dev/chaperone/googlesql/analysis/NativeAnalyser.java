package dev.chaperone.googlesql.analysis;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.zetasql.JniChannelProvider;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.LocalService.AnalyzeRequest;
import com.google.zetasql.LocalService.AnalyzeResponse;
import com.google.zetasql.LocalService.AnalyzerOptionsRequest;
import com.google.zetasql.LocalService.DescriptorPoolListProto;
import com.google.zetasql.LocalService.ExtractTableNamesFromStatementRequest;
import com.google.zetasql.LocalService.ExtractTableNamesFromStatementResponse;
import com.google.zetasql.LocalService.ParseRequest;
import com.google.zetasql.LocalService.ParseResponse;
import com.google.zetasql.LocalService.RegisterCatalogRequest;
import com.google.zetasql.LocalService.UnregisterRequest;
import com.google.zetasql.SimpleCatalogProtos.SimpleCatalogProto;
import com.google.zetasql.ZetaSQLOptions.ErrorMessageMode;
import com.google.zetasql.ZetaSQLOptions.ParameterMode;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.ZetaSQLOptionsProto.LanguageOptionsProto;
import com.google.zetasql.ZetaSQLOptionsProto.ZetaSQLBuiltinFunctionOptionsProto;
import com.google.zetasql.ZetaSqlLocalServiceGrpc;
import com.google.zetasql.ZetaSqlLocalServiceGrpc.ZetaSqlLocalServiceBlockingStub;
import com.google.zetasql.io.grpc.CallOptions;
import com.google.zetasql.io.grpc.Channel;
import com.google.zetasql.io.grpc.MethodDescriptor;
import com.google.zetasql.io.grpc.stub.ClientCalls;
import com.google.zetasql.parser.ASTScriptProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls into ZetaSQL's native library. */
final class NativeAnalyser {
  private static final int MAX_ANSWER = 256 << 20;

  /**
   * Levels of an answer. ZetaSQL's own client takes 100, which 40 joins exceed; much more would let
   * through what takes its analyser minutes.
   */
  private static final int MAX_ANSWER_DEPTH = 1_000;

  // Held, or the setting is lost with the logger: it warns about name resolution, unused here.
  private static final Logger GRPC_LOG = Logger.getLogger("com.google.zetasql.io.grpc");

  private static final List<String> ENTITIES =
      List.of(
          "CAPACITY",
          "RESERVATION",
          "ASSIGNMENT",
          "BI_CAPACITY",
          "PROJECT",
          "ORGANIZATION",
          "DATA_POLICY");

  private static final DescriptorPoolListProto POOLS =
      DescriptorPoolListProto.newBuilder()
          .addDefinitions(
              DescriptorPoolListProto.Definition.newBuilder()
                  .setBuiltin(DescriptorPoolListProto.Builtin.getDefaultInstance()))
          .build();

  private static final MethodDescriptor<ParseRequest, ParseResponse> PARSE =
      deep(ZetaSqlLocalServiceGrpc.getParseMethod(), ParseResponse.getDefaultInstance());
  private static final MethodDescriptor<AnalyzeRequest, AnalyzeResponse> ANALYZE =
      deep(ZetaSqlLocalServiceGrpc.getAnalyzeMethod(), AnalyzeResponse.getDefaultInstance());

  private final Channel channel;
  private final ZetaSqlLocalServiceBlockingStub stub;
  private final LanguageOptionsProto language;
  private final AnalyzerOptionsProto options;

  private NativeAnalyser(Channel channel) {
    this.channel = channel;
    this.stub = ZetaSqlLocalServiceGrpc.newBlockingStub(channel);
    this.language = language();
    this.options =
        stub.getAnalyzerOptions(AnalyzerOptionsRequest.getDefaultInstance()).toBuilder()
            .setLanguageOptions(language)
            .setErrorMessageMode(ErrorMessageMode.ERROR_MESSAGE_ONE_LINE)
            .setDefaultTimezone("UTC")
            .setAllowUndeclaredParameters(true)
            .setPruneUnusedColumns(true)
            .clearEnabledRewrites()
            .build();
  }

  /** Loads the library; fails with whatever the platform says where there is none. */
  static NativeAnalyser load() {
    GRPC_LOG.setLevel(Level.SEVERE);
    return new NativeAnalyser(new JniChannelProvider().newChannel());
  }

  private static LanguageOptionsProto language() {
    LanguageOptions options = new LanguageOptions().enableMaximumLanguageFeatures();
    options.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    // All are understood, so that what is dangerous can be named.
    options.setSupportsAllStatementKinds();
    options.enableReservableKeyword("QUALIFY");
    return options.serialize().toBuilder().addAllSupportedGenericEntityTypes(ENTITIES).build();
  }

  ASTScriptProto parse(String sql) {
    ParseRequest request =
        ParseRequest.newBuilder()
            .setSqlStatement(sql)
            .setAllowScript(true)
            .setOptions(language)
            .build();
    return call(PARSE, request).getParsedScript();
  }

  List<List<String>> tables(String statement) {
    ExtractTableNamesFromStatementResponse found =
        stub.extractTableNamesFromStatement(
            ExtractTableNamesFromStatementRequest.newBuilder()
                .setSqlStatement(statement)
                .setAllowScript(true)
                .setOptions(language)
                .build());
    return found.getTableNameList().stream()
        .map(name -> List.copyOf(name.getTableNameSegmentList()))
        .toList();
  }

  long register(SimpleCatalogProto.Builder catalog) {
    return stub.registerCatalog(
            RegisterCatalogRequest.newBuilder()
                .setDescriptorPoolList(POOLS)
                .setSimpleCatalog(
                    catalog.setBuiltinFunctionOptions(
                        ZetaSQLBuiltinFunctionOptionsProto.newBuilder()
                            .setLanguageOptions(language)))
                .build())
        .getRegisteredId();
  }

  void unregister(long catalog) {
    var unused =
        stub.unregisterCatalog(UnregisterRequest.newBuilder().setRegisteredId(catalog).build());
  }

  AnalyzeResponse analyze(String statement, long catalog, boolean positionalParameters) {
    AnalyzerOptionsProto how =
        positionalParameters
            ? options.toBuilder().setParameterMode(ParameterMode.PARAMETER_POSITIONAL).build()
            : options;
    return call(
        ANALYZE,
        AnalyzeRequest.newBuilder()
            .setSqlStatement(statement)
            .setRegisteredCatalogId(catalog)
            .setDescriptorPoolList(POOLS)
            .setOptions(how)
            .build());
  }

  private <Q, A> A call(MethodDescriptor<Q, A> method, Q request) {
    return ClientCalls.blockingUnaryCall(
        channel, method, CallOptions.DEFAULT.withMaxInboundMessageSize(MAX_ANSWER), request);
  }

  private static <Q, A extends MessageLite> MethodDescriptor<Q, A> deep(
      MethodDescriptor<Q, A> method, A prototype) {
    return method.toBuilder(method.getRequestMarshaller(), marshaller(prototype)).build();
  }

  private static <M extends MessageLite> MethodDescriptor.Marshaller<M> marshaller(M prototype) {
    return new MethodDescriptor.Marshaller<>() {
      @Override
      public InputStream stream(M value) {
        return value.toByteString().newInput();
      }

      @Override
      @SuppressWarnings("unchecked")
      public M parse(InputStream stream) {
        try {
          CodedInputStream in = CodedInputStream.newInstance(stream);
          in.setSizeLimit(MAX_ANSWER);
          in.setRecursionLimit(MAX_ANSWER_DEPTH);
          // Whether each node has all it must have is a walk of its own; the library's own have.
          M message = (M) prototype.getParserForType().parsePartialFrom(in);
          in.checkLastTagWas(0);
          return message;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
