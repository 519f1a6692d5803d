package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leaktriage.model.Analysis;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What Jenkins and GitLab make of JUnit XML. */
class JunitReportTest {
    private static final JunitReport REPORT = new JunitReport();

    @Test
    void everyRunIsValidAndItsCasesHaveNamesOfTheirOwn() throws SAXException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("src/test/resources/ci/junit.xsd").toFile());
        for (Analysis analysis : CiRuns.all()) {
            String xml = Written.by(REPORT, analysis);

            assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(xml))))
                    .as(xml)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theNumbersAreThoseOfTheCases() throws Exception {
        for (Analysis analysis : CiRuns.all()) {
            Document document = parsed(analysis);
            Element root = document.getDocumentElement();
            List<Element> suites = elements(root, "testsuite");

            assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase"));
            assertThat(root.getAttribute("failures")).isEqualTo(count(root, "failure"));
            for (Element suite : suites) {
                assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
                assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
                assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
            }
        }
    }

    @Test
    void aCleanRunIsOneCaseThatPasses() throws Exception {
        assertThat(outcomes(Runs.clean())).isEqualTo(Map.of("no leak", "passed"));
    }

    @Test
    void aSiteThatLeaksIsACaseThatFails() throws Exception {
        assertThat(outcomes(CiRuns.withSourceLines("run.log", 5, 42)))
                .hasSize(1)
                .allSatisfy((name, outcome) -> {
                    assertThat(name).startsWith("leak: ttnn::matmul [s-");
                    assertThat(outcome).isEqualTo("failure");
                });
    }

    @Test
    void whatIsOnlyPossibleOrCannotBeJudgedIsSkippedAndNothingSaysThatAllIsWell() throws Exception {
        assertThat(outcomes(Runs.damaged()).values()).containsOnly("skipped");
        assertThat(outcomes(Runs.withoutStacks()).values()).containsOnly("skipped");
        assertThat(outcomes(Runs.severalProcesses())).containsEntry("unresolved", "skipped");
        assertThat(outcomes(Runs.nothing())).isEqualTo(Map.of("unresolved", "skipped"));
    }

    @Test
    void aWarningPassesAndIsToldInTheOutput() throws Exception {
        Element lostFree = cases(CiRuns.sameSiteTwice()).get("lost-free");

        assertThat(outcome(lostFree)).isEqualTo("system-out");
        assertThat(lostFree.getTextContent()).contains("two.log:7 never came", "two.log:9 never came");
    }

    @Test
    void theSameSiteInTwoProcessesIsOneCaseWhichFailsIfOneOfThemDoes() throws Exception {
        assertThat(outcomes(CiRuns.sameSiteTwice()))
                .hasSize(2)
                .containsEntry("leak: ttnn::softmax [" + Problem.signature(Runs.TENSOR) + "]", "failure");
    }

    @Test
    void whatIsAcceptedIsSkippedAndBudgetsAreCases() throws Exception {
        assertThat(outcomes(Runs.underPolicy()))
                .containsEntry("leak: ttnn::softmax [" + Problem.signature(Runs.TENSOR) + "]", "skipped")
                .containsEntry("leak <= 0", "failure")
                .containsEntry("live <= 3", "passed")
                .containsEntry("live grows <= 0", "skipped")
                .doesNotContainKey("no leak");
    }

    @Test
    void gitLabShowsTheTextOfAnElementSoThatItHasTheMessageToo() throws Exception {
        for (Element one : cases(CiRuns.withSourceLines("run.log", 5, 42)).values()) {
            Element failure = elements(one, "failure").get(0);

            assertThat(failure.getTextContent())
                    .startsWith(failure.getAttribute("message"))
                    .contains("at run.log:5, from models/decoder.py:42")
                    .contains("  3. File \"models/decoder.py\", line 42, in forward");
        }
    }

    @Test
    void aCaseKeepsItsNameWhenLinesAndProcessIdsChange() throws Exception {
        assertThat(outcomes(CiRuns.withSourceLines("run.log", 500, 43)))
                .isEqualTo(outcomes(CiRuns.withSourceLines("run.log", 5, 42)));
    }

    @Test
    void jenkinsFindsNoPackageInTheNameOfALog() throws Exception {
        assertThat(cases(Runs.clean()).values())
                .allSatisfy(one -> assertThat(one.getAttribute("classname")).isEqualTo("leaktriage.clean_log"));
    }

    @Test
    void everySuiteSaysHowFarTheLogCanBeTrusted() throws Exception {
        for (Element suite : elements(parsed(Runs.damaged()).getDocumentElement(), "testsuite")) {
            assertThat(elements(suite, "property"))
                    .extracting(property -> property.getAttribute("value"))
                    .anySatisfy(value -> assertThat(value).endsWith("LOG DAMAGED."))
                    .anySatisfy(value -> assertThat(value).startsWith("LOG DAMAGED: "));
        }
    }

    @Test
    void whatXmlForbidsIsShownByAnotherCharacter() throws Exception {
        String xml = Written.by(REPORT, Runs.hostile());

        assertThat(xml.codePoints()
                        .filter(c -> c < 0x20 && c != '\n' || c == 0xFFFE || c == 0xFFFF || c >= 0xD800 && c < 0xE000))
                .isEmpty();
        assertThat(cases(Runs.hostile()).values().toString()).isNotEmpty();
        assertThat(xml).contains("&lt;script&gt;").doesNotContain("<script");
    }

    private static Map<String, String> outcomes(Analysis analysis) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        cases(analysis).forEach((name, one) -> outcomes.put(name, outcome(one)));
        return outcomes;
    }

    private static String outcome(Element one) {
        List<Element> children = elements(one, "*");
        return children.isEmpty() ? "passed" : children.get(0).getTagName();
    }

    private static Map<String, Element> cases(Analysis analysis) throws Exception {
        Map<String, Element> cases = new TreeMap<>();
        for (Element one : elements(parsed(analysis).getDocumentElement(), "testcase")) {
            cases.put(one.getAttribute("name"), one);
        }
        return cases;
    }

    private static Document parsed(Analysis analysis) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Written.by(REPORT, analysis))));
    }

    private static String count(Element within, String name) {
        return Integer.toString(elements(within, name).size());
    }

    private static List<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }
}
