package dev.leaktriage.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchema;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The messages of pprof's {@code profile.proto} that are used here; texts are numbers in the table of strings.
 *
 * <p>The table comes first, so that the head of a file tells whose it is.
 *
 * @param defaultSampleType the type that pprof shows unless another one is asked for
 */
@JsonPropertyOrder({"string_table", "sample_type", "sample", "location", "function", "comment", "default_sample_type"})
record PprofProfile(
        @JsonProperty("string_table") List<String> stringTable,
        @JsonProperty("sample_type") List<ValueType> sampleType,
        @JsonProperty("sample") List<Sample> sample,
        @JsonProperty("location") List<Location> location,
        @JsonProperty("function") List<Function> function,
        @JsonProperty("comment") List<Long> comment,
        @JsonProperty("default_sample_type") long defaultSampleType) {
    /** Field numbers are those of {@code profile.proto}. */
    private static final String SCHEMA = """
            message Profile {
              repeated ValueType sample_type = 1;
              repeated Sample sample = 2;
              repeated Location location = 4;
              repeated Function function = 5;
              repeated string string_table = 6;
              repeated int64 comment = 13 [packed=true];
              optional int64 default_sample_type = 14;
            }
            message ValueType {
              optional int64 type = 1;
              optional int64 unit = 2;
            }
            message Sample {
              repeated uint64 location_id = 1 [packed=true];
              repeated int64 value = 2 [packed=true];
              repeated Label label = 3;
            }
            message Label {
              optional int64 key = 1;
              optional int64 str = 2;
              optional int64 num = 3;
              optional int64 num_unit = 4;
            }
            message Location {
              optional uint64 id = 1;
              repeated Line line = 4;
            }
            message Line {
              optional uint64 function_id = 1;
              optional int64 line = 2;
            }
            message Function {
              optional uint64 id = 1;
              optional int64 name = 2;
              optional int64 system_name = 3;
              optional int64 filename = 4;
            }
            """;

    record ValueType(long type, long unit) {}

    /** A stack, leaf first, with a value for each type. */
    record Sample(
            @JsonProperty("location_id") List<Long> locationId,
            @JsonProperty("value") List<Long> value,
            @JsonProperty("label") List<Label> label) {}

    /** A text or a number with a name; what is 0 is not written, since 0 is what a reader assumes. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Label(
            @JsonProperty("key") long key,
            @JsonProperty("str") long str,
            @JsonProperty("num") long num,
            @JsonProperty("num_unit") long numUnit) {
        static Label text(long key, long text) {
            return new Label(key, text, 0, 0);
        }

        static Label number(long key, long number, long unit) {
            return new Label(key, 0, number, unit);
        }
    }

    record Location(long id, List<Line> line) {}

    record Line(@JsonProperty("function_id") long functionId, long line) {}

    record Function(
            long id, long name, @JsonProperty("system_name") long systemName, long filename) {}

    static ProtobufSchema schema() throws IOException {
        return ProtobufSchemaLoader.std.parse(SCHEMA);
    }

    /** Writes the message, gzipped; the stream stays open. */
    void write(OutputStream out) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        new ProtobufMapper()
                .writer(schema())
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(zipped, this);
        zipped.finish();
    }
}
