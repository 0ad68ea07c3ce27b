package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.answer.Ending;
import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.seal.ReviewerKey;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request and its answer on their way through the stages: each stage reads what earlier ones
 * established and adds its own. Belongs to the request's thread alone.
 */
public final class Exchange {
  private final AgentRequest request;
  private final AgentResponse response;
  private final long startedNanos;

  private Optional<Principal> principal = Optional.empty();
  private Optional<ExchangeRecorder> recorder = Optional.empty();
  private Optional<Recognition> recognition = Optional.empty();
  private RequestBody body = RequestBody.Whole.EMPTY;
  private boolean overridden;
  private Optional<JobRequest> jobRequest = Optional.empty();
  private Optional<MultipartJob> multipart = Optional.empty();
  private Optional<JobKey> job = Optional.empty();
  private Optional<FrameBody.Decision> decision = Optional.empty();
  private Optional<Reviewed> reviewed = Optional.empty();
  private Optional<Answer> answer = Optional.empty();
  private final List<Consumer<Ending>> whenOver = new ArrayList<>();
  private Optional<MaskedRows> masked = Optional.empty();
  private Optional<URI> upstream = Optional.empty();
  private AnswerFacts told = AnswerFacts.NONE;
  private List<Owned> owned = List.of();
  private Optional<ReviewerKey> sealedFor = Optional.empty();
  private Optional<SealingStream> sealing = Optional.empty();
  private String client = "";
  private Source source = Source.of("unknown");

  public Exchange(AgentRequest request, AgentResponse response, long startedNanos) {
    this.request = request;
    this.response = response;
    this.startedNanos = startedNanos;
  }

  public AgentRequest request() {
    return request;
  }

  public AgentResponse response() {
    return response;
  }

  /** Monotonic clock at arrival. */
  public long startedNanos() {
    return startedNanos;
  }

  public Principal principal() {
    return principal.orElseThrow(() -> notYet("identified"));
  }

  public void identified(Principal who, ExchangeRecorder into, Source from, String clientLibrary) {
    principal = Optional.of(who);
    recorder = Optional.of(into);
    source = from;
    client = clientLibrary;
  }

  public ExchangeRecorder recorder() {
    return recorder.orElseThrow(() -> notYet("identified"));
  }

  /** Empty until the agent is known: before that nothing can be recorded in a session. */
  public Optional<ExchangeRecorder> recorderIfKnown() {
    return recorder;
  }

  public Source source() {
    return source;
  }

  /** The client library, from its User-Agent. */
  public String client() {
    return client;
  }

  public Recognition recognition() {
    return recognition.orElseThrow(() -> notYet("recognised"));
  }

  /** What was recognised; an exchange that ended before that counts as refused. */
  public Recognition recognitionIfKnown() {
    return recognition.orElseGet(() -> new Recognition.Refused(400, "invalid", "not recognised"));
  }

  /** The BigQuery call that was recognised. */
  public Recognition.BigQueryCall call() {
    return switch (recognition()) {
      case Recognition.BigQueryCall c -> c;
      case Recognition.GatewayCall c -> throw new IllegalStateException("a call to the gateway");
      case Recognition.Refused r -> throw new IllegalStateException("refused");
    };
  }

  public void recognised(Recognition what) {
    recognition = Optional.of(what);
  }

  public RequestBody body() {
    return body;
  }

  public void body(RequestBody newBody) {
    body = newBody;
  }

  /** The request was a POST that stood for a GET: its body has become the query. */
  public void override() {
    overridden = true;
  }

  public boolean overridden() {
    return overridden;
  }

  /** The job or query that the body asks for, if it is such a request. */
  public Optional<JobRequest> jobRequest() {
    return jobRequest;
  }

  public void jobRequest(JobRequest asked) {
    jobRequest = Optional.of(asked);
  }

  public Optional<MultipartJob> multipart() {
    return multipart;
  }

  public void multipart(MultipartJob parts) {
    multipart = Optional.of(parts);
  }

  /** The job this request is about, as far as the request itself tells. */
  public Optional<JobKey> job() {
    return job;
  }

  public void job(JobKey key) {
    job = Optional.of(key);
    recorder().about(key);
  }

  public FrameBody.Decision decision() {
    return decision.orElseThrow(() -> notYet("decided"));
  }

  public void decided(FrameBody.Decision what) {
    decision = Optional.of(what);
  }

  /** What policy said; empty while the gateway only observes. */
  public Optional<Reviewed> reviewed() {
    return reviewed;
  }

  public void reviewed(Reviewed what) {
    reviewed = Optional.of(what);
  }

  /** To be told how it ended, once the exchange is over. */
  public void whenOver(Consumer<Ending> hearing) {
    whenOver.add(hearing);
  }

  /**
   * From now on upstream may have the request.
   *
   * @param base scheme, host and port
   */
  public void sent(URI base) {
    upstream = Optional.of(base);
  }

  /** Where it was sent: scheme, host and port. */
  public URI upstream() {
    return upstream.orElseThrow(() -> notYet("sent"));
  }

  /** All of the answer has been delivered or is about to be; this is what it told. */
  public void answerTold(AnswerFacts facts) {
    told = facts;
  }

  /** The exchange is over. */
  void over() {
    Ending ending =
        new Ending(upstream.isPresent(), answer.map(Answer::upstreamStatus).orElse(-1), told);
    whenOver.forEach(hearing -> hearing.accept(ending));
    whenOver.clear();
  }

  /** The rows of the answer, if they are masked while they pass. */
  Optional<MaskedRows> masked() {
    return masked;
  }

  void masked(MaskedRows rows) {
    masked = Optional.of(rows);
  }

  /** What editing the answer found to be the caller's, beside what its text tells. */
  public List<Owned> owned() {
    return owned;
  }

  public void owned(List<Owned> found) {
    owned = List.copyOf(found);
  }

  /** The original of the answer is to be kept, encrypted to this key. */
  public void sealFor(ReviewerKey reviewer) {
    sealedFor = Optional.of(reviewer);
  }

  public Optional<ReviewerKey> sealedFor() {
    return sealedFor;
  }

  void sealing(SealingStream original) {
    sealing = Optional.of(original);
  }

  Optional<SealingStream> sealing() {
    return sealing;
  }

  public Answer answer() {
    return answer.orElseThrow(() -> notYet("answered"));
  }

  public boolean answered() {
    return answer.isPresent();
  }

  public void answer(Answer what) {
    answer = Optional.of(what);
  }

  private static IllegalStateException notYet(String step) {
    return new IllegalStateException("the exchange is not " + step + " yet: stages out of order");
  }
}
