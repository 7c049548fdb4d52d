/** The schema as fields, and the settings as JSON. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonPrimitive
import java.nio.file.Files
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import sh.caro.jetbrains.protocol.Setting.Kind

class SettingsTest {
    private val schema = SettingsSchema.packaged()

    private fun setting(name: String) = schema.single { it.name == name }

    private fun trouble(name: String, text: String) = setting(name).read(text).exceptionOrNull()?.message

    @Test
    fun `the packaged schema is the one that the server's settings were generated to`() {
        val committed = Files.readString(Path.of(System.getProperty("repository.root"), "docs/settings.schema.json"))
        assertEquals(committed, SettingsSchema::class.java.getResource("/caro/settings.schema.json")!!.readText())
    }

    @Test
    fun `each setting of the documentation has a field with the same sentence`() {
        val table = Files.readAllLines(Path.of(System.getProperty("repository.root"), "docs/settings.md")).filter { it.startsWith("| `caro.") }
        assertEquals(table.map { it.substringAfter("`caro.").substringBefore("`") }.sorted(), schema.map { it.name }.sorted())
        assertTrue(schema.all { it.description.isNotBlank() && '\n' !in it.description })
    }

    @Test
    fun `kinds come from the schema`() {
        assertEquals(Kind.Switch, setting("diagnostics.enabled").kind)
        assertEquals(Kind.Number(1, 5), setting("ghostText.alternatives").kind)
        assertEquals(Kind.OneOf(listOf("auto", "on", "off")), setting("completion").kind)
        assertEquals(Kind.Words(listOf("sh", "bash", "ksh")), setting("ghostText.shells").kind)
        assertEquals(Kind.Words(null), setting("ghostText.exclude").kind)
        assertEquals(Kind.Text, setting("model.name").kind)
    }

    @Test
    fun `what is shown comes back the same`() {
        val values = mapOf("diagnostics.enabled" to "false", "ghostText.threshold" to "60", "platform" to "macos", "ghostText.exclude" to "vendor/\n*.bats", "server.url" to "http://127.0.0.1:1/v1")
        for ((name, text) in values) assertEquals(text, setting(name).show(setting(name).read(text).getOrThrow()), name)
    }

    @Test
    fun `an empty field is not set`() = schema.forEach { assertNull(it.read("  ").getOrThrow(), it.name) }

    @Test
    fun `wrong values are told with the setting's name and what would be right`() {
        assertEquals("caro.ghostText.alternatives: a whole number", trouble("ghostText.alternatives", "many"))
        assertEquals("caro.ghostText.alternatives: from 1 to 5", trouble("ghostText.alternatives", "6"))
        assertEquals("caro.completion: one of auto, on, off", trouble("completion", "maybe"))
        assertEquals("caro.ghostText.shells: one of sh, bash, ksh", trouble("ghostText.shells", "bash\nfish"))
        assertEquals("caro.diagnostics.enabled: true or false", trouble("diagnostics.enabled", "yes"))
    }

    @Test
    fun `values lie in objects as the server wants them`() {
        val settings = Settings.NONE.with("ghostText.enabled", JsonPrimitive(false)).with("ghostText.trigger", JsonPrimitive("manual")).with("platform", JsonPrimitive("linux"))
        assertEquals("""{"ghostText":{"enabled":false,"trigger":"manual"},"platform":"linux"}""", settings.text)
        assertEquals("""{"caro":${settings.text}}""", settings.wrapped().toString())
        assertEquals(JsonPrimitive("manual"), settings.get("ghostText.trigger"))
    }

    @Test
    fun `taking the last value away leaves nothing behind`() {
        val settings = Settings.NONE.with("ghostText.enabled", JsonPrimitive(false))
        assertEquals(Settings.NONE, settings.with("ghostText.enabled", null))
        assertEquals("""{"ghostText":{"enabled":false}}""", settings.text)
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "{", "[1]", "null", "17", "\"x\"", "{\"a\":}"])
    fun `text that is no object counts as no settings`(text: String) = assertEquals(Settings.NONE, Settings.parse(text))

    @Test
    fun `a value in the place of an object is replaced, and not looked into`() {
        val settings = Settings.parse("""{"ghostText": 3}""")
        assertNull(settings.get("ghostText.enabled"))
        assertEquals("""{"ghostText":{"enabled":true}}""", settings.with("ghostText.enabled", JsonPrimitive(true)).text)
    }

    @Test
    fun `the program's path is read, and nothing but a text is one`() {
        assertEquals("/opt/caro-lsp", Settings.parse("""{"path": "/opt/caro-lsp"}""").path)
        assertEquals("", Settings.parse("""{"path": 7}""").path)
        assertEquals("", Settings.NONE.path)
    }
}
