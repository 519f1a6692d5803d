package dev.leaktriage.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {
    private static final String TENSOR = "app::load_weights(int)";

    @TempDir
    private Path folder;

    @Test
    void aUserRuleDecidesBeforeGrowthAndAfterTheShippedOwners() throws IOException {
        RuleSet rules = RuleSet.withUserRules(rules("{'anyFrame': 'load_weights', 'confidence': 'definite'}"));
        assertThat(verdict(rules, HandleFixture.handle(TENSOR).grows(true))).isEqualTo("system definite mine");
        assertThat(verdict(rules, HandleFixture.handle(TENSOR).outlivedClose(50)))
                .isEqualTo("leak definite survived-device-close");
        assertThat(verdict(rules, HandleFixture.handle(TENSOR).in(Memory.TRACE)))
                .isEqualTo("trace definite trace-capture");
        assertThat(rules.isUserRule("mine")).isTrue();
        assertThat(rules.isUserRule("program-cache")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'anyFrame': ['other', 'load_weights']} | true",
                "{'anyFrame': 'app::load_*'} | true",
                "{'anyFrame': 'weights'} | false",
                "{'allFrames': ['load_weights', 'ttnn::to_device']} | true",
                "{'allFrames': ['load_weights', 'other']} | false",
                "{'operation': 'to_device'} | true",
                "{'operation': 'ttnn::*'} | true",
                "{'operation': 'ttnn::add'} | false",
                "{'memory': 'l1'} | true",
                "{'memory': ['DRAM', 'TRACE']} | false",
                "{'process': 4711} | true",
                "{'process': [1, 2]} | false",
                "{'device': 3} | true",
                "{'device': 0} | false",
                "{'sizeAtLeast': 4096, 'sizeAtMost': 4096} | true",
                "{'sizeAtLeast': 4097} | false",
                "{'sizeAtMost': 4095} | false",
                "{'needs': 'orderly-end'} | true",
                "{'needs': ['owner', 'swept']} | false",
                "{'site': 's-00000000'} | false",
            })
    void aConditionMayAskForFramesMemoryOperationProcessDeviceAndSize(String condition, boolean applies)
            throws IOException {
        HandleFixture handle = HandleFixture.handle(TENSOR, "ttnn::to_device()")
                .in(Memory.L1)
                .on(3)
                .size(4096);
        String verdict = verdict(RuleSet.withUserRules(rules(condition)), handle);
        assertThat(verdict).isEqualTo(applies ? "system probable mine" : "leak probable no-owner-found");
    }

    @Test
    void aConditionMayAskForASite() throws IOException {
        HandleFixture handle = HandleFixture.handle(TENSOR);
        String condition = "{'site': '" + handle.build().site().id() + "'}";
        assertThat(verdict(RuleSet.withUserRules(rules(condition)), handle)).isEqualTo("system probable mine");
    }

    @Test
    void aUserRuleMayNameAProgramCache() throws IOException {
        Path file = write(
                "{'rules': [{'id': 'kernels', 'verdict': 'program-cache', 'because': 'b', 'when': {'anyFrame': 'my_cache'}}]}");
        RuleSet rules = RuleSet.withUserRules(file);
        assertThat(verdict(rules, HandleFixture.handle("my_cache()"))).isEqualTo("program-cache probable kernels");
        assertThat(verdict(rules, HandleFixture.handle("my_cache()").outlivedClear(9)))
                .isEqualTo("leak definite survived-cache-clear");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'rules': [{'id': 'x', 'verdict': 'prog-cache', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:35: error: unknown verdict 'prog-cache'; did you mean 'program-cache'?",
                "{'rules': [{'id': 'x', 'verdict': 'nonsense', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:35: error: unknown verdict 'nonsense'; use one of program-cache, view, system, trace, leak, unresolved",
                "{'rules': [{'id': 'x', 'verdit': 'leak', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:24: error: unknown field 'verdit'; did you mean 'verdict'?",
                "{'rules': [{'id': 'program-cache', 'verdict': 'leak', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:19: error: the id 'program-cache' is already taken by another rule",
                "{'rules': [{'id': 'Bad Id', 'verdict': 'leak', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:19: error: bad id 'Bad Id': use lower-case letters, digits and single hyphens",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'memory': 'L2'}}]} | 1:78: error: unknown memory 'L2'; did you mean 'L1'?",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'needs': 'own'}}]} | 1:77: error: unknown needs 'own'; did you mean 'owner'?",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'device': 'one'}}]} | 1:78: error: 'device' must be a whole number, 0 or greater",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'sizeAtMost': -1}}]} | 1:82: error: 'sizeAtMost' must be a whole number, 0 or greater",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'anyFrame': [7]}}]} | 1:81: error: 'anyFrame' must be a text that is not empty",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': []}]} | 1:67: error: 'when' must have at least one condition",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'confidence': 'definite'}}]} | 1:67: error: this condition would apply to every buffer; add one of needs, anyFrame, allFrames, memory, site, operation, process, device, sizeAtLeast, sizeAtMost",
                "{'rules': [{'verdict': 'leak', 'because': 'b', 'when': {'memory': 'L1'}}]} | 1:12: error: the field 'id' is missing",
                "{'rules': [7]} | 1:12: error: expected an object with the fields id, verdict, when, because, freedBy, wouldChange, example",
                "{'rule': []} | 1:2: error: unknown field 'rule'; did you mean 'rules'?",
                "{} | 1:1: error: the field 'rules' is missing",
                "[] | 1:1: error: expected an object with the fields rules",
                "{'rules': [{'id': 'x', 'verdict': 'leak', 'because': 'b', 'when': {'memory': 'L1'}, 'example': {'memory': 'DRAM'}}]} | 1:12: error: the example of 'x' is claimed by 'no-owner-found' instead",
            })
    void everyMistakeIsToldWithItsPlace(String text, String message) throws IOException {
        Path file = write(text);
        assertThat(RuleSet.check(file)).first().asString().isEqualTo(file + ":" + message);
        assertThatThrownBy(() -> RuleSet.withUserRules(file))
                .isInstanceOf(RuleException.class)
                .hasMessageStartingWith(file + ":" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1:1: error: the file is empty; expected an object",
                "{ | 1:2: error: the file ends inside an object that begins at 1:1",
                "{'rules': [{'id': 'x | 1:21: error: the file ends inside an object that begins at 1:12",
                "{'rules': [1, | 1:14: error: the file ends inside a list that begins at 1:11",
                "/* rules | 1:9: error: the file ends too early",
                "{'rules': [} | 1:12: error: unexpected '}' in the list that begins at 1:11; expected ']'",
                "{'rules': [1} | 1:13: error: unexpected '}' in the list that begins at 1:11; expected ']'",
                "{'rules': [1] 'x': 2} | 1:15: error: unexpected '\"' in the object that begins at 1:1; expected ','",
                "{'rules' [1]} | 1:10: error: unexpected '[' in the object that begins at 1:1; expected ':'",
                "{rules: []} | 1:2: error: unexpected 'rules' in the object that begins at 1:1; expected a field name in double quotes",
                "{'rules': leak} | 1:11: error: unexpected 'leak' in the object that begins at 1:1; expected a value (a text stands in double quotes)",
                "{'rules': '\\q'} | 1:13: error: unexpected 'q' in the object that begins at 1:1",
                "{'rules': '\u0001'} | 1:12: error: unexpected character U+0001 in the object that begins at 1:1",
                "{'rules': [], 'rules': []} | 1:15: error: the field 'rules' stands twice in the object that begins at 1:1",
                "{'rules': []} x | 1:15: error: text after the end of the rules",
                "{'rules': []} {} | 1:15: error: text after the end of the rules",
                "nonsense | 1:1: error: unexpected 'nonsense'; expected a value (a text stands in double quotes)"
            })
    void whatIsNoJsonIsToldInPlainWordsWithItsPlace(String text, String message) throws IOException {
        Path file = write(text);
        assertThat(RuleSet.check(file)).singleElement().asString().isEqualTo(file + ":" + message);
    }

    @Test
    void aTextThatGoesOverTheEndOfItsLineIsToldThere() throws IOException {
        Path file = write("{'rules': [\n {'id': 'x\n'}]}");
        assertThat(RuleSet.check(file))
                .singleElement()
                .asString()
                .isEqualTo(file + ":2:11: error: unexpected end of the line in the object that begins at 2:2");
    }

    @Test
    void deepNestingIsToldWhereItBecomesTooDeep() throws IOException {
        Path file = write("{'rules': " + "[".repeat(100_000));
        assertThat(RuleSet.check(file))
                .singleElement()
                .asString()
                .isEqualTo(file + ":1:60: error: nested deeper than 50");
    }

    @Test
    void aNumberOfManyDigitsIsToldWithoutTheInnardsOfTheParser() throws IOException {
        Path file = write("{'rules': " + "7".repeat(5_000) + "}");
        assertThat(RuleSet.check(file).get(0).message()).isEqualTo("a name, text or number is too long here");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 80, 1000})
    void aLongLineIsCutAroundTheCaret(int column) throws IOException {
        Path file = write("{'rules':" + " ".repeat(column - 10) + "leak" + " ".repeat(500) + "}");
        List<String> lines = RuleSet.check(file).get(0).withCaret().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).hasSizeLessThanOrEqualTo(160).endsWith("...");
        assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("leak");
        assertThat(lines.get(1).startsWith("...")).isEqualTo(column > 81);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() throws IOException {
        Path file = write(
                "{'rules': [\n {'id': 'x', 'verdict': 'lek', 'when': {'memory': 'L9'}},\n {'id': 'x', 'because': 7}\n]}");
        assertThat(RuleSet.check(file)).extracting(Diagnostic::line).isSorted().containsOnly(2, 3);
        assertThat(RuleSet.check(file)).hasSizeGreaterThan(5);
        assertThatThrownBy(() -> RuleSet.withUserRules(file))
                .hasMessageEndingWith(" more)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aCaretPointsAtTheMistake() throws IOException {
        Path file = write("{'rules': [\n\t{'id': 'x', 'verdict': 'lek', 'because': 'b', 'when': {'memory': 'L1'}}\n]}");
        assertThat(RuleSet.check(file).get(0).withCaret())
                .isEqualTo(file + ":2:25: error: unknown verdict 'lek'; did you mean 'leak'?\n"
                        + "\t{\"id\": \"x\", \"verdict\": \"lek\", \"because\": \"b\", \"when\": {\"memory\": \"L1\"}}\n"
                        + "\t" + " ".repeat(23) + "^");
    }

    @Test
    void aFileThatCannotBeReadIsToldInOneLine() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> RuleSet.check(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read rules from " + missing + ": there is no such file");
        assertThatThrownBy(() -> RuleSet.check(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is a directory");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> RuleSet.check(binary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is not UTF-8");
    }

    private Path rules(String condition) throws IOException {
        return write(
                "{'rules': [{'id': 'mine', 'verdict': 'system', 'because': 'it is mine', 'when': " + condition + "}]}");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.json"), text.replace('\'', '"'));
    }

    private static String verdict(RuleSet rules, HandleFixture handle) {
        ProcessLife life = CensusFixture.life(0, OptionalLong.of(4711), ProcessLife.End.ORDERLY, 0);
        Attribution attribution = new Judge(rules).attribution(new Subject(handle.build(), life));
        return attribution.verdict().label() + " " + attribution.confidence().label() + " " + attribution.ruleId();
    }
}
