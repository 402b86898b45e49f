package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class RecordSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(RecordSchema.generate(), InputFormat.JSON);

    /** Fails unless every line of a record is one that the schema allows. */
    public static void check(Path record) throws IOException {
        var wrong = new ArrayList<String>();
        var lines = Files.readAllLines(record);
        for (var line : lines) {
            errors(line).forEach(error -> wrong.add(error + " in " + line));
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).hasSizeGreaterThan(2);
    }

    private static List<String> errors(String line) {
        return SCHEMA.validate(line, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    @Test
    void the_committed_schema_is_the_generated_one() throws IOException {
        Golden.check(Path.of("schema/jsonl.schema.json"), RecordSchema.generate());
    }

    @Test
    void the_page_about_the_lines_is_the_generated_one() throws IOException {
        Golden.checkPart(Path.of("src/site/markdown/jsonl.md"), "lines", RecordPage.markdown());
    }

    @Test
    void the_recorded_lines_are_allowed() throws IOException {
        check(Results.golden("mixed.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'resalt'}",
                "{'type':'source','file':'x'}",
                "{'type':'source','file':'x','text':1}",
                "{'type':'source','file':'x','text':'','more':1}",
                "{'type':'time','started_at':'2026-01-02T03:04:05Z','duration':-1}",
                "{'type':'event','case':1,'seq':1,'at':0,'event':'note','actor':'environment','fields':{'txt':''}}",
                "{'type':'event','case':1,'seq':1,'at':0,'event':'nota','actor':'environment','fields':{}}",
                "{'type':'event','case':1,'seq':1,'at':0,'event':'freeze','actor':'environment','fields':{'text':''}}",
                "{'type':'result','case':1,'verdict':'fine','failures':[],'referee':[]}",
                "{'type':'result','case':1,'verdict':'failed','failures':[{}],'referee':[]}",
            })
    void what_no_run_writes_is_refused(String line) {
        assertThat(errors(line.replace('\'', '"'))).isNotEmpty();
    }
}
