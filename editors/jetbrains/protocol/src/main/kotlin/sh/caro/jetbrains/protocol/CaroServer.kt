/** The messages of our own, as docs/protocol.md describes them; fields that nobody reads here are left out. */
package sh.caro.jetbrains.protocol

import java.util.concurrent.CompletableFuture
import org.eclipse.lsp4j.Position
import org.eclipse.lsp4j.Range
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest
import org.eclipse.lsp4j.services.LanguageServer

/** Without `caro/status`: lsp4j tells messages apart by name alone, and takes the answer for the notification of that name. */
interface CaroServer : LanguageServer {
    @JsonRequest("caro/explain")
    fun explain(params: ExplainParams): CompletableFuture<Explanation?>

    @JsonRequest("caro/generate")
    fun generate(params: GenerateParams): CompletableFuture<Answer>
}

/** What the server tells by itself; [Hello] asks for it. */
interface CaroListener {
    @JsonNotification("caro/status")
    fun statusChanged(status: Status)
}

data class Status(
    val name: String? = null,
    val version: String? = null,
    val state: String? = null,
    val message: String? = null,
    val percent: Int? = null,
    val source: String? = null,
    val place: String? = null,
    val action: Action? = null,
    val settings: Any? = null,
    val document: DocumentStatus? = null,
    val history: String? = null,
)

data class Action(val title: String? = null, val command: String? = null)

data class DocumentStatus(val uri: String? = null, val version: Int? = null, val dialect: String? = null, val silent: String? = null)

data class ExplainParams(val uri: String? = null, val range: Range? = null, val command: String? = null, val shell: String? = null)

data class Explanation(val parts: List<Part>? = null, val findings: List<Finding>? = null, val markdown: String? = null)

data class Part(val text: String? = null, val kind: String? = null, val title: String? = null, val meaning: String? = null, val parts: List<Part>? = null)

data class Finding(val code: String? = null, val level: String? = null, val message: String? = null)

data class GenerateParams(
    val prompt: String? = null,
    val refine: Refine? = null,
    val alternatives: Int? = null,
    val uri: String? = null,
    val position: Position? = null,
)

data class Refine(val id: Long, val words: String)

data class Answer(
    val prompt: String? = null,
    val id: Long? = null,
    val command: String? = null,
    val summary: String? = null,
    val risk: String? = null,
    val findings: List<Finding>? = null,
    val explanation: List<Part>? = null,
    val assumed: List<String>? = null,
    val alternatives: List<Answer>? = null,
    val question: Question? = null,
    val without: String? = null,
    val terminal: String? = null,
    val refusal: String? = null,
)

data class Question(val text: String? = null, val choices: List<Choice>? = null)

/** An answer that is known already by its [id], or [words] to refine the first one with. */
data class Choice(val label: String? = null, val id: Long? = null, val words: String? = null)

/** The commands of `workspace/executeCommand` that the plugin uses. */
object Commands {
    const val STATUS = "caro.status"
    const val EXPLAIN = "caro.explain"
    const val HARDEN = "caro.harden"
    const val PAUSE = "caro.pause"
    const val RESUME = "caro.resume"
    const val RESTART_MODEL = "caro.restartModel"
    const val SELECT_MODEL = "caro.selectModel"
    const val DOWNLOAD_MODEL = "caro.downloadModel"
    const val CHOSEN = "caro.chosen"
    const val HISTORY = "caro.history"
    const val FORGET = "caro.forget"
    const val PRIVATE_SESSION = "caro.privateSession"
}
