/** The real caro-lsp over its streams, met as LSP4IJ meets it. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonObject
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import org.eclipse.lsp4j.*
import org.eclipse.lsp4j.jsonrpc.Launcher
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException
import org.eclipse.lsp4j.launch.LSPLauncher
import org.eclipse.lsp4j.services.LanguageClient
import org.junit.jupiter.api.Assertions.fail

/** Keeps what the server says, and answers as LSP4IJ does. */
class Ears(@Volatile var settings: Settings) : LanguageClient, CaroListener {
    val messages = LinkedBlockingQueue<MessageParams>()
    val logs = LinkedBlockingQueue<MessageParams>()
    val edits = LinkedBlockingQueue<WorkspaceEdit>()
    val published = LinkedBlockingQueue<PublishDiagnosticsParams>()
    val statuses = LinkedBlockingQueue<Status>()

    override fun statusChanged(status: Status) { statuses += status }
    override fun telemetryEvent(it: Any?) = Unit
    override fun publishDiagnostics(it: PublishDiagnosticsParams) { published += it }
    override fun showMessage(it: MessageParams) { messages += it }
    override fun logMessage(it: MessageParams) { logs += it }
    override fun showMessageRequest(it: ShowMessageRequestParams): CompletableFuture<MessageActionItem?> = CompletableFuture.completedFuture(null)
    override fun registerCapability(it: RegistrationParams): CompletableFuture<Void?> = CompletableFuture.completedFuture(null)
    override fun unregisterCapability(it: UnregistrationParams): CompletableFuture<Void?> = CompletableFuture.completedFuture(null)
    override fun createProgress(it: WorkDoneProgressCreateParams): CompletableFuture<Void?> = CompletableFuture.completedFuture(null)
    override fun notifyProgress(it: ProgressParams) = Unit
    override fun refreshDiagnostics(): CompletableFuture<Void?> = CompletableFuture.completedFuture(null)

    override fun configuration(it: ConfigurationParams): CompletableFuture<List<Any?>> =
        CompletableFuture.completedFuture(it.items.map { item -> settings.json.takeIf { item.section == "caro" } })

    override fun applyEdit(it: ApplyWorkspaceEditParams): CompletableFuture<ApplyWorkspaceEditResponse> {
        edits += it.edit
        return CompletableFuture.completedFuture(ApplyWorkspaceEditResponse(true))
    }
}

class Live(
    settings: Settings = Settings.NONE,
    folder: Path = Files.createTempDirectory("caro-jetbrains"),
    asksConfiguration: Boolean = false,
    history: Path? = null,
    more: (ClientCapabilities) -> Unit = {},
) : AutoCloseable {
    val ears = Ears(settings)
    val process = ServerProcess(program, folder, environment(home) + remembering(history))
    val server: CaroServer
    val capabilities: ServerCapabilities

    init {
        process.start()
        val launcher: Launcher<CaroServer> = LSPLauncher.Builder<CaroServer>()
            .setLocalService(ears)
            .setRemoteInterface(CaroServer::class.java)
            .setInput(process.input)
            .setOutput(process.output)
            .create()
        launcher.startListening()
        server = launcher.remoteProxy
        val params = InitializeParams().apply {
            processId = ProcessHandle.current().pid().toInt()
            workspaceFolders = listOf(WorkspaceFolder(folder.toUri().toString(), folder.fileName.toString()))
            capabilities = capabilitiesOfLsp4ij(asksConfiguration).also(more)
        }
        Hello.fill(params, settings.json, lacksCompletion = false)
        capabilities = server.initialize(params).within().capabilities
        server.initialized(InitializedParams())
    }

    /** Opens [text] and returns its address. */
    fun open(text: String, name: String = "a.sh", language: String = "shellscript"): String {
        val uri = Path.of(System.getProperty("java.io.tmpdir"), "caro-jetbrains-scripts", name).toUri().toString()
        server.textDocumentService.didOpen(DidOpenTextDocumentParams(TextDocumentItem(uri, language, 1, text)))
        return uri
    }

    fun run(command: String, vararg arguments: Any): Any? =
        server.workspaceService.executeCommand(ExecuteCommandParams(command, arguments.toList())).within()

    fun status(uri: String? = null): Status {
        val argument = JsonObject().apply { if (uri != null) addProperty("uri", uri) }
        return com.google.gson.Gson().run { fromJson(toJsonTree(run(Commands.STATUS, argument)), Status::class.java) }
    }

    fun json(text: String): JsonObject = com.google.gson.JsonParser.parseString(text).asJsonObject

    override fun close() {
        runCatching { server.shutdown().within() }
        runCatching { server.exit() }
        process.stop()
    }

    companion object {
        val program: Path by lazy {
            val root = System.getProperty("repository.root")
            val path = Path.of(System.getenv("CARO_LSP") ?: "$root/target/release/caro-lsp").toAbsolutePath().normalize()
            check(Files.isExecutable(path)) { "there is no $path: build it with `make build`, or name another one in CARO_LSP" }
            path
        }

        // No test reads or writes what the user keeps in the home folder.
        private val home: Path by lazy { Files.createTempDirectory("caro-jetbrains-home") }

        fun environment(home: Path) = mapOf(
            "HOME" to "$home", "XDG_CONFIG_HOME" to "$home/config", "XDG_DATA_HOME" to "$home/data",
            "XDG_CACHE_HOME" to "$home/cache", "XDG_STATE_HOME" to "$home/state", "XDG_RUNTIME_DIR" to "$home",
        )

        // What one test asks must not teach the server of another, and nothing the user's own history.
        private fun remembering(history: Path?) =
            if (history == null) mapOf("CARO_NO_HISTORY" to "1") else mapOf("CARO_NO_HISTORY" to "", "CARO_HISTORY" to "$history")

        // LSP4IJ's internal/SupportedFeatures.java, as far as the server looks at it.
        private fun capabilitiesOfLsp4ij(asksConfiguration: Boolean) = ClientCapabilities().apply {
            textDocument = TextDocumentClientCapabilities().apply {
                publishDiagnostics = PublishDiagnosticsCapabilities().apply { relatedInformation = true }
                codeAction = CodeActionCapabilities(CodeActionLiteralSupportCapabilities(CodeActionKindCapabilities(listOf("quickfix", "refactor", "refactor.rewrite", "source"))), true).apply {
                    dataSupport = true
                    resolveSupport = CodeActionResolveSupportCapabilities(listOf("edit"))
                }
                completion = CompletionCapabilities(CompletionItemCapabilities(true))
                hover = HoverCapabilities().apply { contentFormat = listOf("markdown", "plaintext") }
                signatureHelp = SignatureHelpCapabilities()
                synchronization = SynchronizationCapabilities(true, true, true)
            }
            workspace = WorkspaceClientCapabilities().apply {
                applyEdit = true
                workspaceFolders = true
                configuration = asksConfiguration
                didChangeConfiguration = DidChangeConfigurationCapabilities(true)
                workspaceEdit = WorkspaceEditCapabilities().apply { documentChanges = true }
            }
            window = WindowClientCapabilities().apply {
                workDoneProgress = true
                showMessage = WindowShowMessageRequestCapabilities()
            }
        }
    }
}

/** Longer than anything takes on a busy machine, so that a test fails by what is wrong and not by the clock. */
private const val PATIENCE = 30L

fun <T> CompletableFuture<T>.within(): T = get(PATIENCE, TimeUnit.SECONDS)

fun <T : Any> LinkedBlockingQueue<T>.await(what: (T) -> Boolean = { true }): T {
    val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE)
    while (true) {
        val next = poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) ?: fail("nothing such came in $PATIENCE seconds")
        if (what(next)) return next
    }
}

/** The error that the server answers with. */
fun CompletableFuture<*>.error(): ResponseErrorException = try {
    within()
    fail("an error was expected")
} catch (failure: ExecutionException) {
    failure.cause as ResponseErrorException
}

fun await(what: () -> Boolean) {
    val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE)
    while (!what()) {
        if (System.nanoTime() > end) fail<Unit>("it did not happen in $PATIENCE seconds")
        Thread.sleep(5)
    }
}
