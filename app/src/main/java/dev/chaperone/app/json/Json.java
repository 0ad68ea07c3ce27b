package dev.chaperone.app.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.util.HexFormat;

/** The mapper for records, frames and times. */
public final class Json {
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    SimpleModule plain = new SimpleModule();
    plain.addSerializer(Blob.class, new BlobWriter());
    plain.addDeserializer(Blob.class, new BlobReader());
    plain.addSerializer(Digest.class, new DigestWriter());
    plain.addDeserializer(Digest.class, new DigestReader());
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(plain)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .addMixIn(FrameBody.class, Kind.class)
            .addMixIn(HoldDecision.class, Is.class)
            .build();
    mapper.registerSubtypes(
        new NamedType(HoldDecision.Approve.class, "approve"),
        new NamedType(HoldDecision.ApproveLike.class, "approve-like"),
        new NamedType(HoldDecision.EditAndApprove.class, "edit"),
        new NamedType(HoldDecision.Deny.class, "deny"));
    for (Class<?> body : FrameBody.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(body, body.getSimpleName()));
    }
    return mapper;
  }

  /** A frame's body names its record, since one record may stand for many frame types. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Kind {}

  /** A decision names its kind; the console itself knows nothing of JSON. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Is {}

  private static final class BlobWriter extends StdSerializer<Blob> {
    private static final long serialVersionUID = 1L;

    BlobWriter() {
      super(Blob.class);
    }

    @Override
    public void serialize(Blob blob, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(blob.toArray());
    }
  }

  private static final class BlobReader extends StdDeserializer<Blob> {
    private static final long serialVersionUID = 1L;

    BlobReader() {
      super(Blob.class);
    }

    @Override
    public Blob deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Blob.owning(in.getBinaryValue());
    }
  }

  private static final class DigestWriter extends StdSerializer<Digest> {
    private static final long serialVersionUID = 1L;

    DigestWriter() {
      super(Digest.class);
    }

    @Override
    public void serialize(Digest digest, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(digest.hex());
    }
  }

  private static final class DigestReader extends StdDeserializer<Digest> {
    private static final long serialVersionUID = 1L;

    DigestReader() {
      super(Digest.class);
    }

    @Override
    public Digest deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Digest.of(HexFormat.of().parseHex(in.getValueAsString()));
    }
  }
}
