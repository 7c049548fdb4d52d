/** A wish from being asked to being answered, with a server that answers when the test wants it to. */
package sh.caro.jetbrains.protocol

import java.lang.reflect.Proxy
import java.util.concurrent.CompletableFuture
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class AskingTest {
    private val asked = mutableListOf<Pair<GenerateParams, CompletableFuture<Answer>>>()
    private val states = mutableListOf<AskState>()

    // Answers only when a test completes them.
    private val server = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(CaroServer::class.java)) { _, method, arguments ->
        check(method.name == "generate")
        CompletableFuture<Answer>().also { asked += arguments[0] as GenerateParams to it }
    } as CaroServer

    private var found: CompletableFuture<CaroServer?> = CompletableFuture.completedFuture(server)
    private val asking = Asking({ found }, states::add)

    private fun answer(command: String?, id: Long = 1, vararg more: Answer) = Answer(command = command, id = id, alternatives = more.toList(), prompt = "p")

    @Test
    fun `a wish is busy until it is answered, then shows the best and the others`() {
        asking.ask("  list files ", "file:///a.sh")
        assertEquals("list files", asked.single().first.prompt)
        assertEquals("file:///a.sh", asked.single().first.uri)
        assertTrue(asking.state.isBusy)
        asked.single().second.complete(answer("ls", 1, answer("ls -l", 2)))
        assertEquals(listOf("ls", "ls -l"), states.last().answers.map { it.command })
        assertFalse(asking.state.isBusy)
    }

    @Test
    fun `an empty wish is not sent`() {
        asking.ask(" \n")
        asking.refine("more")
        assertTrue(asked.isEmpty())
    }

    @Test
    fun `no answer says so, and is not remembered`() {
        asking.ask("x")
        asked.single().second.complete(answer(null))
        assertEquals(Words.of("ask.nothing"), asking.state.error)
        assertTrue(asking.history.isEmpty())
    }

    @Test
    fun `words are added to the answer that comes first`() {
        asking.ask("x")
        asked[0].second.complete(answer("ls", 7))
        asking.refine("only today")
        assertEquals(Refine(7, "only today"), asked[1].first.refine)
    }

    @Test
    fun `a choice that is an answer goes to the front, others are refined with`() {
        asking.ask("x")
        asked[0].second.complete(answer("a", 1, answer("b", 2)))
        asking.choose(Choice("b", id = 2))
        assertEquals(listOf("b", "a"), asking.state.answers.map { it.command })
        asking.choose(Choice("c", words = "not in sub-folders"))
        assertEquals(Refine(2, "not in sub-folders"), asked[1].first.refine)
    }

    @Test
    fun `a new wish takes the old one back, and its late answer is dropped`() {
        asking.ask("one")
        asking.ask("two")
        assertTrue(asked[0].second.isCancelled)
        asked[1].second.complete(answer("two"))
        assertEquals(listOf("two"), asking.state.answers.map { it.command })
        assertEquals(listOf("two"), asking.history.map { it.command })
    }

    @Test
    fun `closing takes the wish back without an error`() {
        asking.ask("one")
        asking.cancel()
        assertTrue(asked[0].second.isCancelled)
        assertEquals(AskState(), asking.state)
    }

    @Test
    fun `errors are the server's own sentences`() {
        asking.ask("one")
        asked[0].second.completeExceptionally(ResponseErrorException(ResponseError(-32803, "out of luck", null)))
        assertEquals("out of luck", asking.state.error)
    }

    @Test
    fun `no server is said, and a wish after that is asked`() {
        found = CompletableFuture.completedFuture(null)
        asking.ask("one")
        assertEquals(Words.of("server.missing"), asking.state.error)
        found = CompletableFuture.completedFuture(server)
        asking.ask("two")
        assertEquals("two", asked.single().first.prompt)
    }

    @Test
    fun `the history has the latest first, ends somewhere, and comes back whole`() {
        repeat(150) {
            asking.ask("wish $it")
            asked.last().second.complete(answer("command $it", it.toLong()))
        }
        assertEquals("command 149", asking.history.first().command)
        assertEquals(100, asking.history.size)
        asking.recall(asking.history[3])
        assertEquals("command 146", asking.state.answers.single().command)
    }
}
