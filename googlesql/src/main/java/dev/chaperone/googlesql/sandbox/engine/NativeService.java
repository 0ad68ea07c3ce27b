package dev.chaperone.googlesql.sandbox.engine;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import com.google.zetasql.JniChannelProvider;
import com.google.zetasql.LocalService.AnalyzeRequest;
import com.google.zetasql.LocalService.AnalyzeResponse;
import com.google.zetasql.LocalService.AnalyzerOptionsRequest;
import com.google.zetasql.LocalService.EvaluateModifyRequest;
import com.google.zetasql.LocalService.EvaluateModifyResponse;
import com.google.zetasql.LocalService.EvaluateQueryRequest;
import com.google.zetasql.LocalService.EvaluateQueryResponse;
import com.google.zetasql.LocalService.ParseRequest;
import com.google.zetasql.LocalService.ParseResponse;
import com.google.zetasql.LocalService.PrepareQueryRequest;
import com.google.zetasql.LocalService.PrepareQueryResponse;
import com.google.zetasql.LocalService.RegisterCatalogRequest;
import com.google.zetasql.LocalService.UnprepareQueryRequest;
import com.google.zetasql.LocalService.UnregisterRequest;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.ZetaSqlLocalServiceGrpc;
import com.google.zetasql.ZetaSqlLocalServiceGrpc.ZetaSqlLocalServiceBlockingStub;
import com.google.zetasql.io.grpc.CallOptions;
import com.google.zetasql.io.grpc.Channel;
import com.google.zetasql.io.grpc.MethodDescriptor;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import com.google.zetasql.io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The gRPC channel into ZetaSQL's native library.
 *
 * <p>ZetaSQL's own client takes answers up to 4 MB and 100 levels deep; a result of 30,000 rows and
 * a query of 41 joins are larger, so the calls are made here with wider limits.
 */
final class NativeService {
  private static final int MAX_ANSWER = 1 << 30;
  private static final int MAX_ANSWER_DEPTH = 2_000;

  // Held, or the setting is lost with the logger: it warns about name resolution, unused here.
  private static final Logger GRPC_LOG = Logger.getLogger("com.google.zetasql.io.grpc");

  private static final MethodDescriptor<ParseRequest, Empty> PARSE =
      ZetaSqlLocalServiceGrpc.getParseMethod().toBuilder(
              ZetaSqlLocalServiceGrpc.getParseMethod().getRequestMarshaller(),
              marshaller(Empty.getDefaultInstance()))
          .build();
  private static final MethodDescriptor<ParseRequest, ParseResponse> TREE =
      ZetaSqlLocalServiceGrpc.getParseMethod().toBuilder(
              ZetaSqlLocalServiceGrpc.getParseMethod().getRequestMarshaller(),
              marshaller(ParseResponse.getDefaultInstance()))
          .build();
  private static final MethodDescriptor<AnalyzeRequest, AnalyzeResponse> ANALYZE =
      ZetaSqlLocalServiceGrpc.getAnalyzeMethod().toBuilder(
              ZetaSqlLocalServiceGrpc.getAnalyzeMethod().getRequestMarshaller(),
              marshaller(AnalyzeResponse.getDefaultInstance()))
          .build();

  private final Channel channel;
  private final ZetaSqlLocalServiceBlockingStub stub;

  private NativeService(Channel channel) {
    this.channel = channel;
    this.stub = ZetaSqlLocalServiceGrpc.newBlockingStub(channel);
  }

  static NativeService load() throws EngineUnavailableException {
    GRPC_LOG.setLevel(Level.SEVERE);
    try {
      return new NativeService(new JniChannelProvider().newChannel());
    } catch (RuntimeException | LinkageError e) {
      throw new EngineUnavailableException(
          "ZetaSQL's native library does not load on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + rootMessage(e)
              + "); it needs Linux x86-64 with glibc 2.29 or newer",
          e);
    }
  }

  /** Checks the syntax of a whole script; the tree itself is not wanted and never decoded. */
  void parse(ParseRequest request, Duration limit) {
    call(PARSE, request, limit);
  }

  AnalyzeResponse analyze(AnalyzeRequest request, Duration limit) {
    return call(ANALYZE, request, limit);
  }

  AnalyzerOptionsProto defaultOptions() {
    return stub.getAnalyzerOptions(AnalyzerOptionsRequest.getDefaultInstance());
  }

  long register(RegisterCatalogRequest request) {
    return stub.registerCatalog(request).getRegisteredId();
  }

  void unregister(long catalog) {
    try {
      var unused =
          stub.unregisterCatalog(UnregisterRequest.newBuilder().setRegisteredId(catalog).build());
    } catch (StatusRuntimeException e) {
      GRPC_LOG.log(Level.FINE, "catalog not released", e);
    }
  }

  EvaluateModifyResponse modify(EvaluateModifyRequest request, Duration limit) {
    return call(ZetaSqlLocalServiceGrpc.getEvaluateModifyMethod(), request, limit);
  }

  /** The tree of one statement, with places in the text. */
  ParseResponse tree(ParseRequest request, Duration limit) {
    return call(TREE, request, limit);
  }

  PrepareQueryResponse prepare(PrepareQueryRequest request, Duration limit) {
    return call(ZetaSqlLocalServiceGrpc.getPrepareQueryMethod(), request, limit);
  }

  EvaluateQueryResponse evaluate(EvaluateQueryRequest request, Duration limit) {
    return call(ZetaSqlLocalServiceGrpc.getEvaluateQueryMethod(), request, limit);
  }

  void unprepare(long preparedQuery) {
    try {
      var unused =
          stub.unprepareQuery(
              UnprepareQueryRequest.newBuilder().setPreparedQueryId(preparedQuery).build());
    } catch (StatusRuntimeException e) {
      GRPC_LOG.log(Level.FINE, "prepared query not released", e);
    }
  }

  private <Q, A> A call(MethodDescriptor<Q, A> method, Q request, Duration limit) {
    CallOptions options =
        CallOptions.DEFAULT
            .withMaxInboundMessageSize(MAX_ANSWER)
            .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, options, request);
  }

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    for (Throwable next = cause.getCause(); next != null; next = cause.getCause()) {
      cause = next;
    }
    return String.valueOf(cause.getMessage());
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
          return (M) prototype.getParserForType().parseFrom(in);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
