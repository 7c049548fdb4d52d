/** The list that `caro.selectModel` answers, for a chooser. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonArray
import com.google.gson.JsonObject

/** [name] is what `caro.selectModel` takes, or `caro.downloadModel` while it is not [isHere]. */
data class Model(val name: String, val title: String, val megabytes: Long, val isHere: Boolean, val isChosen: Boolean) {
    val command: String get() = if (isHere) Commands.SELECT_MODEL else Commands.DOWNLOAD_MODEL

    // Choosers show it.
    override fun toString(): String = when {
        isChosen -> Words.of("model.inUse", title)
        isHere -> title
        else -> Words.of("model.download", title, megabytes)
    }
}

object Models {
    /** What does not fit this machine is left out. */
    fun of(answer: JsonObject): List<Model> {
        val chosen = text(answer, "chosen")
        return (answer.getAsJsonArray("models") ?: JsonArray()).map { it.asJsonObject }
            .filter { text(it, "verdict") != "does-not-fit" }
            .mapNotNull { model(it, chosen) }
    }

    private fun model(advice: JsonObject, chosen: String?): Model? {
        val isHere = advice.get("is_installed")?.asBoolean == true
        val name = (if (isHere) text(advice, "installed_as") else null) ?: text(advice, "name") ?: return null
        return Model(name, text(advice, "title") ?: name, (advice.get("size")?.asLong ?: 0) / 1_000_000, isHere, name == chosen)
    }

    private fun text(from: JsonObject, field: String): String? = from.get(field)?.takeIf { it.isJsonPrimitive }?.asString
}
