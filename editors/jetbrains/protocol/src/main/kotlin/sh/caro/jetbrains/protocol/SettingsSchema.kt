/** The fields of the settings page, read from the schema that `cargo xtask gen` makes of the server's config.rs. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive

/** One setting: [name] without `caro.`, the server's own [description], and what holds where nothing is set, to be shown. */
data class Setting(val name: String, val description: String, val kind: Kind, val default: JsonElement?) {
    sealed interface Kind {
        data object Switch : Kind
        data class Number(val least: Long?, val most: Long?) : Kind
        data class Words(val choices: List<String>?) : Kind
        data object Text : Kind
        data class OneOf(val choices: List<String>) : Kind
    }

    /** As a field shows it; nothing set is an empty text. */
    fun show(value: JsonElement?): String = when {
        value == null || value.isJsonNull -> ""
        value is JsonPrimitive -> value.asString
        value is JsonArray && value.all { it is JsonPrimitive } -> value.joinToString("\n") { it.asString }
        else -> value.toString()
    }

    /** From a field's text to a value; an empty one is `null`, not set. What the schema forbids is a failure with a sentence. */
    fun read(text: String): Result<JsonElement?> {
        val trimmed = text.trim()
        if (trimmed.isEmpty()) return Result.success(null)
        return when (kind) {
            Kind.Switch -> if (trimmed == "true" || trimmed == "false") success(JsonPrimitive(trimmed == "true")) else wrong("settings.switch")
            is Kind.Number -> number(trimmed, kind)
            is Kind.Words -> words(trimmed, kind)
            is Kind.OneOf -> if (trimmed in kind.choices) success(JsonPrimitive(trimmed)) else wrong("settings.oneOf", kind.choices.joinToString())
            Kind.Text -> success(JsonPrimitive(trimmed))
        }
    }

    private fun number(text: String, kind: Kind.Number): Result<JsonElement?> {
        val number = text.toLongOrNull() ?: return wrong("settings.number")
        val isIn = (kind.least == null || number >= kind.least) && (kind.most == null || number <= kind.most)
        return if (isIn) success(JsonPrimitive(number)) else wrong("settings.range", kind.least ?: "…", kind.most ?: "…")
    }

    private fun words(text: String, kind: Kind.Words): Result<JsonElement?> {
        val lines = text.lines().map(String::trim).filter(String::isNotEmpty)
        val strange = lines.firstOrNull { kind.choices != null && it !in kind.choices }
        if (strange != null) return wrong("settings.oneOf", kind.choices.orEmpty().joinToString())
        return success(JsonArray().apply { lines.forEach(::add) })
    }

    private fun success(value: JsonElement): Result<JsonElement?> = Result.success(value)

    private fun wrong(key: String, vararg values: Any): Result<JsonElement?> =
        Result.failure(IllegalArgumentException(Words.of("settings.wrong", "caro.$name", Words.of(key, *values))))
}

object SettingsSchema {
    /** Copied from docs/settings.schema.json when the plugin is built. */
    fun packaged(): List<Setting> =
        checkNotNull(SettingsSchema::class.java.getResource("/caro/settings.schema.json")) { "the build copies the schema" }
            .readText().let(::parse)

    fun parse(text: String): List<Setting> {
        val root = JsonParser.parseString(text).asJsonObject
        return settings(root, root, "")
    }

    private fun settings(root: JsonObject, node: JsonObject, prefix: String): List<Setting> =
        node.getAsJsonObject("properties").entrySet().flatMap { (name, raw) ->
            val own = raw.asJsonObject
            val full = resolved(root, own)
            if (full.has("properties")) settings(root, full, "$prefix$name.") else listOf(setting(root, "$prefix$name", full))
        }

    // What stands beside a reference counts more than what it refers to.
    private fun resolved(root: JsonObject, node: JsonObject): JsonObject {
        val reference = node.get("\$ref")?.asString ?: return node
        val target = reference.removePrefix("#/").split('/').fold(root) { at, part -> at.getAsJsonObject(part) }.deepCopy()
        node.entrySet().filter { it.key != "\$ref" }.forEach { target.add(it.key, it.value) }
        return target
    }

    private fun setting(root: JsonObject, name: String, node: JsonObject): Setting =
        Setting(name, node.get("description")?.asString.orEmpty().replace('\n', ' '), kind(root, node), node.get("default"))

    private fun kind(root: JsonObject, node: JsonObject): Setting.Kind {
        choices(node)?.let { return Setting.Kind.OneOf(it) }
        return when (node.get("type")?.asString) {
            "boolean" -> Setting.Kind.Switch
            "integer" -> Setting.Kind.Number(node.get("minimum")?.asLong, node.get("maximum")?.asLong)
            "array" -> Setting.Kind.Words(node.getAsJsonObject("items")?.let { choices(resolved(root, it)) })
            else -> Setting.Kind.Text
        }
    }

    private fun choices(node: JsonObject): List<String>? =
        node.getAsJsonArray("enum")?.map { it.asString }
            ?: node.getAsJsonArray("oneOf")?.map { it.asJsonObject.get("const").asString }
}
