/** The resource bundle: nothing missing, nothing unused. */
package sh.caro.jetbrains.protocol

import java.nio.file.Files
import java.nio.file.Path
import java.util.ResourceBundle
import kotlin.streams.asSequence
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class WordsTest {
    private val plugin = Path.of(System.getProperty("repository.root"), "editors/jetbrains")
    private val keys = ResourceBundle.getBundle(Words.BUNDLE).keySet()

    @Test
    fun `values stand where the text names them`() = assertEquals("/x is version 0.0.1; this plugin needs 0.1.0 or newer.", Words.of("program.old", "/x", "0.0.1", "0.1.0"))

    @Test
    fun `a number is written without separators`() = assertTrue("1234" in Words.of("program.crashing", "/x", 1234))

    @Test
    fun `an unknown key throws`() {
        assertThrows(java.util.MissingResourceException::class.java) { Words.of("no.such.key") }
    }

    @Test
    fun `each key is used, and each key that is used exists`() {
        val sources = listOf("protocol/src/main", "glue/src/main").map(plugin::resolve).filter(Files::isDirectory)
            .flatMap { Files.walk(it).use { files -> files.asSequence().filter { file -> "$file".endsWith(".kt") || "$file".endsWith(".xml") }.map(Files::readString).toList() } }
            .joinToString("\n")
        val named = Regex("\"([a-z]+\\.[A-Za-z]+)\"").findAll(sources).map { it.groupValues[1] }.toSet()
        // The platform builds these from ids; "status.$state" and "risk.$risk" are built by us.
        val built = Regex("^(action\\.|group\\.|toolwindow\\.|notification\\.group\\.|status\\.|risk\\.)")
        assertEquals(emptySet<String>(), keys.filterNot { it in named || built.containsMatchIn(it) }.toSet(), "unused")
        val used = Regex("Words\\.of\\(\\s*\"([^\"$]+)\"").findAll(sources).map { it.groupValues[1] }.toSet()
        assertEquals(emptySet<String>(), used - keys, "missing")
    }

    @Test
    fun `no text holds an apostrophe, which the format would swallow`() {
        val bundle = ResourceBundle.getBundle(Words.BUNDLE)
        assertEquals(emptyList<String>(), keys.filter { '\'' in bundle.getString(it) })
    }
}
