/** Answers as the chooser shows them: a row for each, and the details of one. Plain text, in which nothing is hidden. */
package sh.caro.jetbrains.protocol

object AnswerText {
    fun row(answer: Answer): String {
        val command = TerminalText.visible(answer.command.orEmpty())
        val first = command.lineSequence().first()
        val short = if (first.length > WIDTH) first.take(WIDTH - 1) + "…" else first + if ('\n' in command) " …" else ""
        return if (isRisky(answer)) "${risk(answer)}: $short" else short
    }

    fun details(answer: Answer): String = buildString {
        appendLine(TerminalText.visible(answer.command.orEmpty()))
        paragraph(listOfNotNull(answer.summary))
        if (isRisky(answer)) paragraph(listOf(Words.of("answer.risk", risk(answer))))
        paragraph(answer.findings.orEmpty().mapNotNull { it.message }.map { "⚠ $it" })
        if (answer.terminal == "refused") paragraph(listOfNotNull(answer.refusal))
        answer.assumed?.takeIf { it.isNotEmpty() }?.let { paragraph(listOf(Words.of("answer.assumed", it.joinToString()))) }
        paragraph(parts(answer.explanation.orEmpty(), 0))
    }.trimEnd()

    /** What is said beside the answers, such as that a model did not answer; `null` when there is nothing. */
    fun note(answer: Answer): String? = answer.without?.takeIf(String::isNotBlank)

    private fun StringBuilder.paragraph(lines: List<String>) {
        if (lines.isEmpty()) return
        appendLine()
        lines.forEach { appendLine(TerminalText.visible(it)) }
    }

    private fun parts(parts: List<Part>, depth: Int): List<String> =
        parts.flatMap { part ->
            val meaning = part.meaning?.takeIf(String::isNotBlank)
            val own = meaning?.let { listOf("  ".repeat(depth) + "${part.title ?: part.text.orEmpty()}  $it") }.orEmpty()
            own + if (depth < DEEPEST) parts(part.parts.orEmpty(), depth + own.size) else emptyList()
        }

    private fun isRisky(answer: Answer) = answer.risk == "danger" || answer.risk == "caution"

    private fun risk(answer: Answer) = Words.of("risk.${answer.risk}")

    private const val WIDTH = 120
    private const val DEEPEST = 16
}
