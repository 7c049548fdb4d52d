/** Asking for a command, refining it, and what was answered in this session: the state behind dialog and tool window. */
package sh.caro.jetbrains.protocol

import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import org.eclipse.lsp4j.Position
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException

/** [error] is a sentence; [isBusy] says that an answer is on its way. */
data class AskState(
    val answers: List<Answer> = emptyList(),
    val question: Question? = null,
    val note: String? = null,
    val error: String? = null,
    val isBusy: Boolean = false,
)

/** [server] is asked for anew each time, since it may have been restarted. [changed] is called on any thread. */
class Asking(private val server: () -> CompletableFuture<CaroServer?>, private val changed: (AskState) -> Unit) {
    @Volatile var state = AskState()
        private set

    /** The wishes of this session with the answer that was best, the latest first. */
    val history: List<Answer> get() = synchronized(this) { past.toList() }

    private val past = ArrayDeque<Answer>()
    private var asked = 0
    private var running: CompletableFuture<Answer>? = null

    fun ask(prompt: String, uri: String? = null, position: Position? = null) {
        if (prompt.isBlank()) return
        send(GenerateParams(prompt = prompt.trim(), alternatives = ALTERNATIVES, uri = uri, position = position))
    }

    fun refine(words: String) {
        val id = state.answers.firstOrNull()?.id ?: return
        if (words.isBlank()) return
        send(GenerateParams(refine = Refine(id, words.trim()), alternatives = ALTERNATIVES))
    }

    /** A choice is one of the answers, or words to refine the first one with. */
    fun choose(choice: Choice) {
        val known = state.answers.firstOrNull { choice.id != null && it.id == choice.id }
        if (known != null) set(state.copy(answers = listOf(known) + (state.answers - known), question = null))
        else choice.words?.let(::refine)
    }

    /** Shows an earlier answer again. */
    fun recall(answer: Answer) = set(shown(answer))

    fun cancel() {
        synchronized(this) {
            asked++
            running?.cancel(true)
            running = null
        }
        if (state.isBusy) set(state.copy(isBusy = false))
    }

    private fun send(params: GenerateParams) {
        val mine = synchronized(this) {
            running?.cancel(true)
            ++asked
        }
        set(state.copy(isBusy = true, error = null, note = null))
        val answering = server().thenCompose { found ->
            if (found == null) throw IllegalStateException(Words.of("server.missing"))
            found.generate(params).also { request -> synchronized(this) { if (mine == asked) running = request else request.cancel(true) } }
        }
        answering.whenComplete { answer, failure ->
            if (synchronized(this) { mine != asked }) return@whenComplete
            if (failure != null) return@whenComplete set(AskState(error = sentence(failure)))
            if (answer?.command != null) synchronized(this) {
                past.addFirst(answer)
                if (past.size > REMEMBERED) past.removeLast()
            }
            set(shown(answer ?: Answer()))
        }
    }

    private fun shown(answer: Answer): AskState {
        val answers = if (answer.command == null) emptyList() else listOf(answer) + answer.alternatives.orEmpty()
        val error = if (answers.isEmpty()) Words.of("ask.nothing") else null
        return AskState(answers, answer.question, AnswerText.note(answer), error)
    }

    private fun set(next: AskState) {
        state = next
        changed(next)
    }

    companion object {
        /** As many as fit a list; the server sends only those that differ. */
        private const val ALTERNATIVES = 4
        private const val REMEMBERED = 100

        /** The server's own sentence, without the Java around it. */
        fun sentence(failure: Throwable): String {
            val cause = generateSequence(failure) { it.cause.takeIf { _ -> it is CompletionException || it is java.util.concurrent.ExecutionException } }.last()
            return (cause as? ResponseErrorException)?.responseError?.message ?: cause.message ?: Words.of("server.failed")
        }
    }
}
