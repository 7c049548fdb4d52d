/** The layout of the zip, and what descriptors and classes name. */
package sh.caro.jetbrains.zip

import java.nio.file.Files
import java.nio.file.Path
import java.util.Properties
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import sh.caro.jetbrains.protocol.ShellScript

class ZipTest {
    private val descriptors = listOf("META-INF/plugin.xml", "META-INF/caro-terminal.xml").map(Unpacked::xml)
    private val words = Properties().apply { load(Unpacked.contents.getValue("messages/CaroBundle.properties").inputStream()) }.stringPropertyNames()

    private fun named(vararg attributes: String) = descriptors.flatMap { Unpacked.elements(it) }.flatMap { element -> attributes.map(element::getAttribute) }.filter(String::isNotEmpty)

    @Test
    fun `one folder with the two jars, and nothing else`() {
        val version = System.getProperty("project.version")
        assertEquals(setOf("caro/lib/caro-protocol-$version.jar", "caro/lib/caro-glue-$version.jar"), Unpacked.entries.keys)
    }

    @Test
    fun `no class of others is packed, lsp4j least of all`() =
        assertEquals(emptyList<String>(), Unpacked.classes.keys.filterNot { it.startsWith("sh/caro/jetbrains/") })

    @Test
    fun `all classes have the byte code that the IDE reads`() {
        val levels = Unpacked.classes.values.map { (it[6].toInt() and 0xff shl 8) or (it[7].toInt() and 0xff) }.toSet()
        assertEquals(setOf(44 + 21), levels)
    }

    @Test
    fun `each class that the descriptors name is there`() {
        val named = named("class", "implementation", "serviceImplementation", "serviceInterface", "factoryClass", "instance", "documentMatcher")
        assertTrue(named.size > 15)
        assertEquals(emptyList<String>(), named.filterNot { "${it.replace('.', '/')}.class" in Unpacked.contents })
    }

    @Test
    fun `each file and text that the descriptors name is there`() {
        assertEquals(emptyList<String>(), named("icon").filterNot { it.removePrefix("/") in Unpacked.contents })
        assertEquals(emptyList<String>(), named("config-file").filterNot { "META-INF/$it" in Unpacked.contents })
        assertEquals(emptyList<String>(), named("key").filterNot { it in words })
        val actions = descriptors.flatMap { Unpacked.elements(it, "action") }.map { "action.${it.getAttribute("id")}" }
        val groups = descriptors.flatMap { Unpacked.elements(it, "group") }.map { "group.${it.getAttribute("id")}" }
        assertTrue(actions.size >= 8)
        assertEquals(emptyList<String>(), (actions + groups).flatMap { listOf("$it.text", "$it.description") }.filterNot { it in words })
        val said = words.filter { it.startsWith("action.") }.map { it.substringBeforeLast('.') }.toSet()
        assertEquals(actions.toSet(), said)
    }

    @Test
    fun `the file names are those that the plugin itself goes by`() =
        assertEquals(ShellScript.PATTERNS, descriptors.flatMap { Unpacked.elements(it, "fileNamePatternMapping") }.single().getAttribute("patterns"))

    @Test
    fun `the server's id is the same in code and descriptor`() {
        val ids = named("serverId").toSet()
        assertEquals(setOf("sh.caro"), ids)
        assertTrue(Unpacked.elements(descriptors.first(), "server").single().getAttribute("id") in ids)
        assertTrue(Unpacked.classes.any { (_, bytes) -> "sh.caro" in String(bytes, Charsets.ISO_8859_1) })
    }

    // The Terminal plugin may be off: a class that names its classes could not be loaded then.
    @Test
    fun `only one class names the terminal's`() {
        val naming = Unpacked.classes.filterValues { bytes -> String(bytes, Charsets.ISO_8859_1).let { "com/intellij/terminal/" in it || "org/jetbrains/plugins/terminal/" in it } }.keys
        assertEquals(setOf("ReworkedTerminal"), naming.map { it.substringAfterLast('/').substringBefore('.').substringBefore('$') }.toSet())
    }

    @Test
    fun `nothing can run what is put at a prompt`() =
        assertEquals(emptySet<String>(), Unpacked.classes.filterValues { "shouldExecute" in String(it, Charsets.ISO_8859_1) }.keys)

    @ParameterizedTest
    @CsvSource("META-INF/pluginIcon.svg,40", "META-INF/pluginIcon_dark.svg,40", "icons/caro.svg,16", "icons/caro_dark.svg,16")
    fun `icons have their size, and are light and dark`(name: String, size: String) {
        val root = Unpacked.xml(name).documentElement
        assertEquals(listOf("svg", size, size), listOf(root.tagName, root.getAttribute("width"), root.getAttribute("height")))
        if ("_dark" in name) assertTrue(!Unpacked.contents.getValue(name).contentEquals(Unpacked.contents.getValue(name.replace("_dark", ""))))
    }

    @Test
    fun `its version is that of the workspace`() {
        val cargo = Files.readString(Path.of(System.getProperty("repository.root"), "Cargo.toml"))
        val version = Regex("(?s)\\[workspace\\.package].*?version = \"([^\"]+)\"").find(cargo)!!.groupValues[1]
        assertEquals(version, System.getProperty("project.version"))
        assertEquals(version, Unpacked.elements(descriptors.first(), "version").single().textContent)
    }

    @Test
    fun `the schema of the settings is packed`() = assertTrue("caro/settings.schema.json" in Unpacked.contents)
}
