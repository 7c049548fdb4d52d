/** The user's settings for this machine, kept by the IDE as the JSON that the server gets; never a project's, which others could have written. */
package sh.caro.jetbrains

import com.intellij.openapi.application.ApplicationManager
import com.intellij.openapi.components.PersistentStateComponent
import com.intellij.openapi.components.RoamingType
import com.intellij.openapi.components.State
import com.intellij.openapi.components.Storage
import com.intellij.openapi.options.Configurable
import com.intellij.openapi.options.ConfigurationException
import com.intellij.openapi.options.ShowSettingsUtil
import com.intellij.openapi.project.Project
import javax.swing.JComponent
import sh.caro.jetbrains.protocol.Settings
import sh.caro.jetbrains.protocol.SettingsSchema
import sh.caro.jetbrains.protocol.Words

@State(name = "sh.caro", storages = [Storage("caro.xml", roamingType = RoamingType.DISABLED)])
class CaroSettings : PersistentStateComponent<CaroSettings.Kept> {
    /** The IDE writes it as XML. */
    class Kept {
        var json: String = ""
    }

    @Volatile var settings: Settings = Settings.NONE
        private set

    override fun getState(): Kept = Kept().also { it.json = settings.text }

    override fun loadState(state: Kept) {
        settings = Settings.parse(state.json)
    }

    fun set(next: Settings) {
        val isOther = next.path != settings.path
        settings = next
        if (isOther) CaroServers.programChanged() else CaroServers.settingsChanged()
    }

    companion object {
        fun instance(): CaroSettings = ApplicationManager.getApplication().getService(CaroSettings::class.java)
    }
}

class CaroConfigurable : Configurable {
    private var form: SettingsForm? = null

    override fun getDisplayName(): String = Words.of("settings.title")

    override fun createComponent(): JComponent = SettingsForm(SettingsSchema.packaged()).also {
        form = it
        reset()
    }.component

    override fun isModified(): Boolean = form?.read()?.fold({ it != CaroSettings.instance().settings }, { true }) ?: false

    override fun apply() {
        val next = form?.read() ?: return
        CaroSettings.instance().set(next.getOrElse { throw ConfigurationException(it.message.orEmpty()) })
    }

    override fun reset() {
        form?.show(CaroSettings.instance().settings)
    }

    override fun disposeUIResources() {
        form = null
    }
}

fun openSettings(project: Project) = onEventThread { ShowSettingsUtil.getInstance().showSettingsDialog(project, CaroConfigurable::class.java) }
