/** The wish, its answers with what they do, and what can be done with one; plain Swing, in the dialog and the tool window. */
package sh.caro.jetbrains

import java.awt.BorderLayout
import java.awt.FlowLayout
import java.awt.Font
import javax.swing.DefaultListCellRenderer
import javax.swing.DefaultListModel
import javax.swing.JButton
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JList
import javax.swing.JPanel
import javax.swing.JScrollPane
import javax.swing.JSplitPane
import javax.swing.JTextArea
import javax.swing.JTextField
import javax.swing.ListSelectionModel
import sh.caro.jetbrains.protocol.Answer
import sh.caro.jetbrains.protocol.AnswerText
import sh.caro.jetbrains.protocol.AskState
import sh.caro.jetbrains.protocol.Choice
import sh.caro.jetbrains.protocol.Words

/** What the panel asks for. */
interface AskActions {
    val history: List<Answer>
    fun ask(prompt: String)
    fun refine(words: String)
    fun choose(choice: Choice)
    fun recall(answer: Answer)
    fun intoFile(answer: Answer)
    fun intoTerminal(answer: Answer)
    fun copy(answer: Answer)
}

class AskPanel(private val actions: AskActions) {
    val prompt = JTextField(50)
    val answers = JList(DefaultListModel<Answer>())
    val details = JTextArea(12, 60)
    val message = JLabel(" ")
    val words = JTextField(20)
    private val questions = JPanel(FlowLayout(FlowLayout.LEFT))
    private val history = JComboBox<Answer>()
    private val ofAnswer = listOf(
        button("ask.insertFile") { actions.intoFile(it) },
        button("ask.insertTerminal") { actions.intoTerminal(it) },
        button("ask.copy") { actions.copy(it) },
    )
    private var isShowing = false

    val component: JComponent = JPanel(BorderLayout(4, 4)).apply {
        add(top(), BorderLayout.NORTH)
        add(JSplitPane(JSplitPane.VERTICAL_SPLIT, JScrollPane(answers), JScrollPane(details)), BorderLayout.CENTER)
        add(bottom(), BorderLayout.SOUTH)
    }

    init {
        prompt.addActionListener { actions.ask(prompt.text) }
        words.addActionListener { actions.refine(words.text) }
        answers.selectionMode = ListSelectionModel.SINGLE_SELECTION
        answers.setCellRenderer { list, answer, index, isSelected, hasFocus ->
            // The default renderer would read a command that begins with <html> as a page.
            val label = DefaultListCellRenderer()
            label.putClientProperty("html.disable", true)
            label.getListCellRendererComponent(list, AnswerText.row(answer), index, isSelected, hasFocus)
        }
        answers.addListSelectionListener { details() }
        details.isEditable = false
        details.lineWrap = true
        details.wrapStyleWord = true
        details.font = Font(Font.MONOSPACED, Font.PLAIN, details.font.size)
        message.putClientProperty("html.disable", true)
        history.setRenderer { list, answer, index, isSelected, hasFocus ->
            val label = DefaultListCellRenderer()
            label.putClientProperty("html.disable", true)
            label.getListCellRendererComponent(list, answer?.prompt ?: Words.of("ask.history"), index, isSelected, hasFocus)
        }
        history.addActionListener { (history.selectedItem as? Answer)?.takeUnless { isShowing }?.let(actions::recall) }
        show(AskState())
    }

    /** On the event thread only. */
    fun show(state: AskState) {
        isShowing = true
        val model = answers.model as DefaultListModel<Answer>
        model.clear()
        state.answers.forEach(model::addElement)
        answers.selectedIndex = if (state.answers.isEmpty()) -1 else 0
        details()
        message.text = (if (state.isBusy) Words.of("ask.busy") else state.error ?: state.question?.text ?: state.note)?.let { it.ifBlank { " " } } ?: " "
        questions.removeAll()
        for (choice in state.question?.choices.orEmpty()) {
            questions.add(JButton(choice.label.orEmpty()).also { it.addActionListener { _ -> actions.choose(choice) } })
        }
        questions.revalidate()
        questions.repaint()
        history.removeAllItems()
        actions.history.forEach(history::addItem)
        history.selectedIndex = -1
        words.isEnabled = state.answers.isNotEmpty()
        isShowing = false
    }

    private fun details() {
        val answer = answers.selectedValue
        details.text = answer?.let(AnswerText::details).orEmpty()
        details.caretPosition = 0
        ofAnswer.forEach { it.isEnabled = answer != null }
    }

    private fun top() = JPanel(BorderLayout(4, 4)).apply {
        add(JLabel(Words.of("ask.prompt")).also { it.labelFor = prompt }, BorderLayout.NORTH)
        add(prompt, BorderLayout.CENTER)
        add(JButton(Words.of("ask.generate")).also { it.addActionListener { actions.ask(prompt.text) } }, BorderLayout.EAST)
        add(history, BorderLayout.SOUTH)
    }

    private fun bottom() = JPanel(BorderLayout(4, 4)).apply {
        add(JPanel(BorderLayout()).also {
            it.add(message, BorderLayout.NORTH)
            it.add(questions, BorderLayout.CENTER)
        }, BorderLayout.NORTH)
        add(JPanel(FlowLayout(FlowLayout.LEFT)).also {
            it.add(JLabel(Words.of("ask.refinePrompt")).also { label -> label.labelFor = words })
            it.add(words)
            it.add(JButton(Words.of("ask.refine")).also { button -> button.addActionListener { actions.refine(words.text) } })
        }, BorderLayout.CENTER)
        add(JPanel(FlowLayout(FlowLayout.LEFT)).also { row -> ofAnswer.forEach(row::add) }, BorderLayout.SOUTH)
    }

    private fun button(key: String, work: (Answer) -> Unit) = JButton(Words.of(key)).also {
        it.addActionListener { answers.selectedValue?.let(work) }
    }
}
