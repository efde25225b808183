package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the poms say of the modules that are published. */
class PublishedModulesTest {
    private static final Path ROOT = Path.of("..");
    private final XPath paths = XPathFactory.newInstance().newXPath();

    private static Document pom(String folder) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(folder).resolve("pom.xml").toFile());
    }

    private List<String> values(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) paths.evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent().strip())
                .toList();
    }

    private String value(Document pom, String path) throws Exception {
        return paths.evaluate(path, pom).strip();
    }

    private List<String> publishedJars() throws Exception {
        List<String> published = new ArrayList<>();
        for (String module : values(pom("."), "/project/modules/module")) {
            Document pom = pom(module);
            boolean skipped =
                    value(pom, "/project/properties/maven.deploy.skip").equals("true");
            if (!skipped && value(pom, "/project/packaging").isEmpty()) {
                published.add(module);
            }
        }
        return published;
    }

    @Test
    void theBillOfMaterialsHasEachOfThemInOneVersion() throws Exception {
        Document bom = pom("bom");
        List<String> artifacts = new ArrayList<>();
        for (String module : publishedJars()) {
            artifacts.add(value(pom(module), "/project/artifactId"));
        }
        assertThat(values(bom, "//dependencyManagement//artifactId")).containsExactlyInAnyOrderElementsOf(artifacts);
        assertThat(values(bom, "//dependencyManagement//version")).containsOnly("${project.version}");
        assertThat(value(bom, "/project/version")).isEqualTo(value(pom("."), "/project/version"));
    }

    @Test
    void eachHasTheModuleNameOfItsPackages() throws Exception {
        for (String module : publishedJars()) {
            String name = value(pom(module), "/project/properties/automatic.module.name");
            assertThat(name).as(module).startsWith("org.vavl.");
            assertThat(Files.isDirectory(ROOT.resolve(module + "/src/main/java/" + name.replace('.', '/')))
                            || Files.isDirectory(
                                    ROOT.resolve(module + "/src/main/resources/" + name.replace('.', '/'))))
                    .as("%s has %s", module, name)
                    .isTrue();
        }
    }

    @Test
    void eachHasWhatMavenCentralAsksFor() throws Exception {
        for (String required :
                List.of("url", "licenses/license/url", "developers/developer/name", "scm/url", "scm/connection")) {
            assertThat(value(pom("."), "/project/" + required)).as(required).isNotEmpty();
            assertThat(value(pom("bom"), "/project/" + required))
                    .as("bom: " + required)
                    .isNotEmpty();
        }
        for (String module : publishedJars()) {
            assertThat(value(pom(module), "/project/name")).as(module).isNotEmpty();
            assertThat(value(pom(module), "/project/description")).as(module).isNotEmpty();
        }
    }

    @Test
    void theModelsAreNotUnderTheLicenceOfTheCode() throws Exception {
        assertThat(values(pom("models"), "/project/licenses/license/name"))
                .contains("CC-BY-NC-SA-4.0")
                .doesNotContain("Apache-2.0");
    }
}
