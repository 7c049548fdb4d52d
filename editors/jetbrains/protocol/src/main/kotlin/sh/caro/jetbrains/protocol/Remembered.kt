/** What was asked before, as `caro.history` answers it: one list, what choosing a line of it means, and what is sent then. */
package sh.caro.jetbrains.protocol

import com.google.gson.Gson
import com.google.gson.JsonObject

/** [name] is what it is forgotten by; the [answer] is used as a new one is. */
class Entry(val name: String, val told: String, val answer: Answer)

class Habit(val habit: String? = null, val sentence: String? = null, val active: Boolean = false)

/** What choosing a line means. */
sealed interface Wish {
    data class Use(val answer: Answer, val name: String) : Wish
    /** The argument of `caro.forget`. */
    data class Forget(val what: JsonObject) : Wish
    data class Private(val on: Boolean) : Wish
    data object Numbers : Wish
    data object Habits : Wish
    data object Clear : Wish
    data object Back : Wish
}

/** Choosers show its text. */
class Line(private val text: String, val means: Wish) {
    override fun toString(): String = text
}

/** [message] says in a sentence what is remembered now. */
class Remembered(val state: String, val message: String, val entries: List<Entry>, val habits: List<Habit>, val stats: String) {
    val lines: List<Line> get() = buildList {
        when (state) {
            "on" -> add(Line(Words.of("history.begin"), Wish.Private(true)))
            "private" -> add(Line(Words.of("history.end"), Wish.Private(false)))
        }
        if (entries.isNotEmpty()) add(Line(Words.of("history.numbers"), Wish.Numbers))
        if (habits.isNotEmpty()) add(Line(Words.of("history.habits"), Wish.Habits))
        if (entries.isNotEmpty()) add(Line(Words.of("history.clear"), Wish.Clear))
        entries.mapTo(this) { Line(text(it), Wish.Use(it.answer, it.name)) }
    }

    /** Choosing one forgets it. */
    val habitLines: List<Line> get() = habits.mapNotNull { it.habit }.zip(habits.filter { it.habit != null }) { name, habit ->
        Line(Words.of(if (habit.active) "history.inUse" else "history.unsure", oneLine(name), oneLine(habit.sentence.orEmpty())), Wish.Forget(forget("habit", name)))
    }

    /** The numbers as a page of fixed width. */
    val page: String get() = "```text\n${TerminalText.visible(stats)}\n```\n"

    // Texts begin with a blank, since the IDE would read one that begins with <html> as a page.
    private fun text(entry: Entry) = Words.of("history.entry", AnswerText.row(entry.answer), oneLine(entry.told), oneLine(entry.answer.prompt.orEmpty()))

    private fun oneLine(text: String) = TerminalText.visible(text.replace('\n', ' '))

    companion object {
        /** Fails with a sentence where it is no history. */
        fun of(answer: Any?): Remembered = try {
            val gson = Gson()
            val all = gson.toJsonTree(answer) as JsonObject
            fun text(field: String) = all.get(field)?.asString.orEmpty()
            val entries = all.getAsJsonArray("entries").map { it.asJsonObject }
                .map { Entry(it.get("entry").asString, it.get("told")?.asString.orEmpty(), gson.fromJson(it, Answer::class.java)) }
            val habits = all.getAsJsonArray("habits").map { gson.fromJson(it, Habit::class.java) }
            Remembered(text("state"), text("message"), entries, habits, text("stats"))
        } catch (_: RuntimeException) {
            // Its own text could hold what was asked.
            throw IllegalStateException(Words.of("history.strange"))
        }

        /** What can be done with an entry. */
        fun uses(entry: Wish.Use): List<Line> =
            listOf(Line(Words.of("history.use"), entry), Line(Words.of("history.forget"), Wish.Forget(forget("entry", entry.name))))

        /** What is first does nothing. */
        fun clearing(): List<Line> = listOf(
            Line(Words.of("history.keep"), Wish.Back),
            Line(Words.of("history.delete"), Wish.Forget(JsonObject().apply { addProperty("history", true) })),
        )

        /** The argument of `caro.chosen`; `null` for an answer without a number. [row] counts only with [uri]. */
        fun chosen(answer: Answer, uri: String? = null, row: Int? = null): JsonObject? {
            val id = answer.id ?: return null
            return JsonObject().apply {
                addProperty("id", id)
                if (uri != null && row != null) {
                    addProperty("uri", uri)
                    addProperty("row", row)
                }
            }
        }

        private fun forget(kind: String, name: String) = JsonObject().apply { addProperty(kind, name) }
    }
}
