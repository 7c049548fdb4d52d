/** What JetBrains' own library says of the plugin, as its Marketplace does before it takes one. */
package sh.caro.jetbrains.zip

import com.jetbrains.plugin.structure.base.plugin.PluginCreationFail
import com.jetbrains.plugin.structure.base.plugin.PluginCreationResult
import com.jetbrains.plugin.structure.base.plugin.PluginCreationSuccess
import com.jetbrains.plugin.structure.intellij.plugin.IdePlugin
import com.jetbrains.plugin.structure.intellij.plugin.IdePluginManager
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource

class DescriptorTest {
    @TempDir lateinit var folder: Path

    private fun result(path: Path): PluginCreationResult<IdePlugin> = IdePluginManager.createManager().createPlugin(path, true)

    private val plugin by lazy { assertInstanceOf(PluginCreationSuccess::class.java, result(Unpacked.zip)).plugin as IdePlugin }

    @Test
    fun `it is taken without a warning`() {
        val taken = assertInstanceOf(PluginCreationSuccess::class.java, result(Unpacked.zip), { "${result(Unpacked.zip)}" })
        assertEquals(emptyList<String>(), (taken.warnings + taken.unacceptableWarnings).map { it.message })
    }

    @Test
    fun `its id, version and builds`() {
        assertEquals(listOf("sh.caro", "Caro", System.getProperty("project.version")), listOf(plugin.pluginId, plugin.pluginName, plugin.pluginVersion))
        assertEquals(253, plugin.sinceBuild!!.baselineVersion)
        // Open to the IDEs to come.
        assertNull(plugin.untilBuild)
    }

    @Test
    fun `it needs LSP4IJ, and the terminal only where there is one`() {
        val needs = plugin.dependsList.associate { it.pluginId to it.isOptional }
        assertEquals(mapOf("com.intellij.modules.platform" to false, "com.redhat.devtools.lsp4ij" to false, "org.jetbrains.plugins.terminal" to true), needs)
        assertEquals(listOf("caro-terminal.xml"), plugin.optionalDescriptors.map { it.configurationFilePath })
    }

    // What the IDE demands of plugins that come and go without a restart, as far as a descriptor shows it.
    @Test
    fun `nothing in it asks for a restart of the IDE`() {
        assertTrue(plugin.appContainerDescriptor.components.isEmpty() && plugin.projectContainerDescriptor.components.isEmpty() && plugin.moduleContainerDescriptor.components.isEmpty())
        assertTrue("require-restart" !in String(Unpacked.contents.getValue("META-INF/plugin.xml")))
        assertTrue(plugin.appContainerDescriptor.extensionPoints.isEmpty() && plugin.projectContainerDescriptor.extensionPoints.isEmpty())
    }

    @Test
    fun `what it extends`() {
        val points = plugin.declaredThemes.map { "theme" } + plugin.extensions.keys
        assertTrue(points.containsAll(listOf("com.redhat.devtools.lsp4ij.server", "com.redhat.devtools.lsp4ij.languageMapping", "com.intellij.toolWindow", "com.intellij.statusBarWidgetFactory", "com.intellij.applicationConfigurable")), "$points")
    }

    // A check that takes everything would be none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = ["<id>sh.caro</id>|<id></id>", "<idea-version since-build=\"253\"/>|", "since-build=\"253\"|since-build=\"soon\"", "</idea-plugin>|"])
    fun `a broken descriptor is refused`(right: String, wrong: String?) {
        val text = String(Unpacked.contents.getValue("META-INF/plugin.xml"))
        assertTrue(right in text)
        val jar = folder.resolve("caro.jar")
        ZipOutputStream(Files.newOutputStream(jar)).use {
            it.putNextEntry(ZipEntry("META-INF/plugin.xml"))
            it.write(text.replace(right, wrong.orEmpty()).toByteArray())
        }
        assertInstanceOf(PluginCreationFail::class.java, result(jar))
    }
}
