/** A field for each setting of the schema; plain Swing, so that it is tested without an IDE. */
package sh.caro.jetbrains

import java.awt.Color
import java.awt.Component
import java.awt.GridBagConstraints
import java.awt.GridBagLayout
import java.awt.Insets
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JScrollPane
import javax.swing.JTextArea
import javax.swing.JTextField
import javax.swing.UIManager
import javax.swing.text.JTextComponent
import sh.caro.jetbrains.protocol.Setting
import sh.caro.jetbrains.protocol.Settings
import sh.caro.jetbrains.protocol.Words

class SettingsForm(private val schema: List<Setting>) {
    private val fields: Map<Setting, JComponent> = schema.associateWith(::field)
    private var shown = Settings.NONE

    val component: JComponent = JPanel(GridBagLayout()).also { panel ->
        panel.add(text(Words.of("settings.note")), place(0, 0, 2))
        schema.forEachIndexed { row, setting ->
            panel.add(JLabel("caro.${setting.name}").also { it.labelFor = fields[setting] }, place(0, 2 * row + 1, 1))
            panel.add(framed(fields.getValue(setting)), place(1, 2 * row + 1, 1))
            panel.add(text(setting.description), place(1, 2 * row + 2, 1))
        }
        panel.add(JPanel(), GridBagConstraints().apply { gridy = 2 * schema.size + 2; weighty = 1.0 })
    }

    fun show(settings: Settings) {
        shown = settings
        for ((setting, field) in fields) write(field, setting.show(settings.get(setting.name)))
    }

    /** What the fields say; settings that the schema does not know stay as they are. */
    fun read(): Result<Settings> = runCatching {
        fields.entries.fold(shown) { settings, (setting, field) ->
            // What is shown unchanged stays, even where the schema would not allow it: the server tells of it.
            if (text(field) == setting.show(shown.get(setting.name))) settings
            else settings.with(setting.name, setting.read(text(field)).getOrThrow())
        }
    }

    /** For tests. */
    fun field(name: String): JComponent = fields.getValue(schema.single { it.name == name })

    private fun field(setting: Setting): JComponent = when (val kind = setting.kind) {
        Setting.Kind.Switch -> choice(setting, listOf("true", "false"))
        is Setting.Kind.OneOf -> choice(setting, kind.choices)
        is Setting.Kind.Words -> JTextArea(2, 40).also { it.toolTipText = Words.of("settings.lines") }
        is Setting.Kind.Number, Setting.Kind.Text -> JTextField(40)
    }.also { it.name = setting.name }

    // A value that is not among the choices is shown as it is, and can be left.
    private fun choice(setting: Setting, choices: List<String>) = JComboBox((listOf("") + choices).toTypedArray()).also {
        it.isEditable = false
        it.setRenderer { _, value, _, _, _ -> JLabel(said(setting, value.orEmpty())) }
    }

    private fun said(setting: Setting, value: String): String = when {
        value.isEmpty() -> Words.of("settings.unset", said(setting, setting.show(setting.default).ifEmpty { "–" }))
        setting.kind == Setting.Kind.Switch && value == "true" -> Words.of("settings.on")
        setting.kind == Setting.Kind.Switch && value == "false" -> Words.of("settings.off")
        else -> value
    }

    private fun write(field: JComponent, text: String) = when (field) {
        is JComboBox<*> -> choose(field, text)
        is JTextComponent -> field.text = text
        else -> error("no such field")
    }

    @Suppress("UNCHECKED_CAST")
    private fun choose(field: JComboBox<*>, text: String) {
        val box = field as JComboBox<String>
        if ((0 until box.itemCount).none { box.getItemAt(it) == text }) box.addItem(text)
        box.selectedItem = text
    }

    private fun text(field: JComponent): String = when (field) {
        is JComboBox<*> -> field.selectedItem as? String ?: ""
        is JTextComponent -> field.text
        else -> error("no such field")
    }

    private fun framed(field: JComponent): Component = if (field is JTextArea) JScrollPane(field) else field

    private fun text(text: String) = JTextArea(text).apply {
        isEditable = false
        isOpaque = false
        lineWrap = true
        wrapStyleWord = true
        foreground = UIManager.getColor("Label.disabledForeground") ?: Color.GRAY
        font = UIManager.getFont("Label.font") ?: font
    }

    private fun place(column: Int, row: Int, width: Int) = GridBagConstraints().apply {
        gridx = column
        gridy = row
        gridwidth = width
        weightx = if (column == 1 || width == 2) 1.0 else 0.0
        fill = GridBagConstraints.HORIZONTAL
        anchor = GridBagConstraints.NORTHWEST
        insets = Insets(2, 2, 2, 6)
    }
}
