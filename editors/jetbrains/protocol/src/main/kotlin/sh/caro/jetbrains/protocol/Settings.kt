/** The user's settings, as JSON that goes to the server unread; what is not set is not sent, so no default is kept here. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import com.google.gson.JsonParser

/** All that stands below `caro`. */
class Settings private constructor(private val root: JsonObject) {
    val json: JsonObject get() = root.deepCopy()
    val text: String get() = root.toString()

    /** `caro.path`, the only one that the plugin reads: which program to start. */
    val path: String get() = (get("path") as? com.google.gson.JsonPrimitive)?.takeIf { it.isString }?.asString.orEmpty()

    /** [name] without `caro.`, such as `ghostText.enabled`; `null` when it is not set. */
    fun get(name: String): JsonElement? =
        name.split('.').fold(root as JsonElement?) { at, part -> (at as? JsonObject)?.get(part) }

    /** A `null` value takes the setting away. */
    fun with(name: String, value: JsonElement?): Settings {
        val copy = root.deepCopy()
        val parts = name.split('.')
        val parents = mutableListOf(copy)
        for (part in parts.dropLast(1)) {
            val next = parents.last().get(part) as? JsonObject ?: JsonObject().also { parents.last().add(part, it) }
            parents += next
        }
        if (value == null) parents.last().remove(parts.last()) else parents.last().add(parts.last(), value)
        for (depth in parents.indices.reversed().filter { it > 0 && parents[it].isEmpty }) parents[depth - 1].remove(parts[depth - 1])
        return Settings(copy)
    }

    /** The form of `workspace/configuration` and `workspace/didChangeConfiguration`. */
    fun wrapped(): JsonObject = JsonObject().apply { add("caro", json) }

    override fun equals(other: Any?) = other is Settings && other.root == root
    override fun hashCode() = root.hashCode()

    companion object {
        val NONE = Settings(JsonObject())

        /** Text that is no JSON object counts as no settings. */
        fun parse(text: String): Settings =
            try {
                Settings(JsonParser.parseString(text) as? JsonObject ?: JsonObject())
            } catch (_: JsonParseException) {
                NONE
            }
    }
}
