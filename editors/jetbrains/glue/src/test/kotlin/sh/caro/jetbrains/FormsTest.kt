/** The two forms, which are plain Swing: built and used without an IDE and without a screen. */
package sh.caro.jetbrains

import java.awt.Container
import java.lang.reflect.Proxy
import javax.swing.JButton
import javax.swing.JComboBox
import javax.swing.JLabel
import javax.swing.JList
import javax.swing.JTextArea
import javax.swing.JTextField
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import sh.caro.jetbrains.protocol.Answer
import sh.caro.jetbrains.protocol.AskState
import sh.caro.jetbrains.protocol.Choice
import sh.caro.jetbrains.protocol.Question
import sh.caro.jetbrains.protocol.Settings
import sh.caro.jetbrains.protocol.SettingsSchema
import sh.caro.jetbrains.protocol.Words

class FormsTest {
    private val form = SettingsForm(SettingsSchema.packaged())

    private fun all(component: Container): List<java.awt.Component> = component.components.flatMap { listOf(it) + (it as? Container)?.let(::all).orEmpty() }

    @Suppress("UNCHECKED_CAST")
    private fun box(name: String) = form.field(name) as JComboBox<String>

    @Test
    fun `each setting has a labelled field and its description`() {
        val names = all(form.component).filterIsInstance<JLabel>().mapNotNull { it.text }.filter { it.startsWith("caro.") }
        assertEquals(SettingsSchema.packaged().map { "caro.${it.name}" }, names)
        val texts = all(form.component).filterIsInstance<JTextArea>().map { it.text }
        assertTrue(SettingsSchema.packaged().all { it.description in texts })
    }

    @Test
    fun `nothing set is nothing sent`() {
        form.show(Settings.NONE)
        assertEquals(Settings.NONE, form.read().getOrThrow())
    }

    @Test
    fun `what is shown comes back whole, with what the schema does not know`() {
        val settings = Settings.parse("""{"ghostText":{"enabled":false,"exclude":["a","b"],"threshold":60},"platform":"macos","newer":{"x":1}}""")
        form.show(settings)
        assertEquals(settings, form.read().getOrThrow())
    }

    @Test
    fun `values of a wrong type are shown, and left until they are changed`() {
        val settings = Settings.parse("""{"ghostText":{"enabled":"maybe","threshold":"much"},"platform":"windows"}""")
        form.show(settings)
        assertEquals("windows", box("platform").selectedItem)
        assertEquals(settings, form.read().getOrThrow())
        box("platform").selectedItem = "linux"
        assertEquals("linux", form.read().getOrThrow().get("platform")?.asString)
    }

    @Test
    fun `what is typed is read, and what is emptied is taken away`() {
        form.show(Settings.parse("""{"platform":"macos"}"""))
        box("platform").selectedItem = ""
        box("diagnostics.enabled").selectedItem = "false"
        (form.field("ghostText.threshold") as JTextField).text = " 80 "
        (form.field("ghostText.exclude") as JTextArea).text = "vendor/\n\n*.bats\n"
        assertEquals("""{"diagnostics":{"enabled":false},"ghostText":{"exclude":["vendor/","*.bats"],"threshold":80}}""".let(Settings::parse), form.read().getOrThrow())
    }

    @Test
    fun `a number out of its range is refused with its name`() {
        form.show(Settings.NONE)
        (form.field("ghostText.alternatives") as JTextField).text = "9"
        assertEquals("caro.ghostText.alternatives: from 1 to 5", form.read().exceptionOrNull()?.message)
    }

    private val calls = mutableListOf<String>()
    private var past = emptyList<Answer>()

    private val actions = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(AskActions::class.java)) { _, method, arguments ->
        if (method.name == "getHistory") past
        else null.also { calls += "${method.name} ${(arguments[0] as? Answer)?.command ?: (arguments[0] as? Choice)?.label ?: arguments[0]}" }
    } as AskActions

    private val panel = AskPanel(actions)

    private fun button(key: String) = all(panel.component as Container).filterIsInstance<JButton>().single { it.text == Words.of(key) }

    private val two = AskState(answers = listOf(Answer(command = "ls", summary = "Lists."), Answer(command = "rm -rf /x", risk = "danger")))

    @Test
    fun `Enter asks, and asks for more`() {
        panel.prompt.text = "list files"
        panel.prompt.postActionEvent()
        panel.words.text = "hidden ones, too"
        panel.words.postActionEvent()
        assertEquals(listOf("ask list files", "refine hidden ones, too"), calls)
    }

    @Test
    fun `answers are rows, the first is chosen, and its details are shown`() {
        panel.show(two)
        assertEquals(2, panel.answers.model.size)
        assertTrue(panel.details.text.startsWith("ls\n\nLists."))
        panel.answers.selectedIndex = 1
        assertTrue("Risk: Danger" in panel.details.text)
    }

    @Test
    fun `the buttons are for the row that is chosen`() {
        panel.show(two)
        panel.answers.selectedIndex = 1
        listOf("ask.insertFile", "ask.insertTerminal", "ask.copy").forEach { button(it).doClick() }
        assertEquals(listOf("intoFile rm -rf /x", "intoTerminal rm -rf /x", "copy rm -rf /x"), calls)
    }

    @Test
    fun `without an answer there is nothing to insert`() {
        panel.show(two)
        panel.show(AskState(error = "no"))
        assertFalse(button("ask.insertTerminal").isEnabled)
        assertEquals("", panel.details.text)
        assertEquals("no", panel.message.text)
    }

    @Test
    fun `a question has a button for each choice, and they go with it`() {
        panel.show(two.copy(question = Question("Sub-folders too?", listOf(Choice("yes"), Choice("no")))))
        assertEquals("Sub-folders too?", panel.message.text)
        all(panel.component as Container).filterIsInstance<JButton>().single { it.text == "no" }.doClick()
        assertEquals(listOf("choose no"), calls)
        panel.show(two)
        assertTrue(all(panel.component as Container).filterIsInstance<JButton>().none { it.text == "no" })
    }

    @Test
    fun `a command that looks like a page is shown as it is`() {
        val row = panel.answers.cellRenderer.getListCellRendererComponent(JList<Answer>(), Answer(command = "<html><b>x</b>"), 0, false, false) as JLabel
        assertEquals("<html><b>x</b>", row.text)
        assertEquals(null, row.getClientProperty("html"))
    }

    @Test
    @Suppress("UNCHECKED_CAST")
    fun `earlier wishes come back by choosing them, and not by being shown`() {
        past = listOf(Answer(command = "ls", prompt = "list files"))
        panel.show(two)
        assertTrue(calls.isEmpty())
        val history = all(panel.component as Container).filterIsInstance<JComboBox<*>>().single() as JComboBox<Answer>
        history.selectedIndex = 0
        assertEquals(listOf("recall ls"), calls)
    }
}
