/** The plugin's zip, unpacked: its entries, and the classes and files in its jars. */
package sh.caro.jetbrains.zip

import java.io.ByteArrayInputStream
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipInputStream
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Document
import org.w3c.dom.Element

object Unpacked {
    val zip: Path = Path.of(System.getProperty("plugin.zip"))
    val entries: Map<String, ByteArray> = Files.newInputStream(zip).use(::read)

    /** All that the jars hold. */
    val contents: Map<String, ByteArray> = entries.filterKeys { it.endsWith(".jar") }.values.map { read(ByteArrayInputStream(it)) }
        .fold(emptyMap()) { all, jar -> all + jar }

    val classes: Map<String, ByteArray> get() = contents.filterKeys { it.endsWith(".class") }

    fun xml(name: String): Document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(ByteArrayInputStream(contents.getValue(name)))

    fun elements(document: Document, tag: String = "*"): List<Element> =
        document.getElementsByTagName(tag).let { found -> (0 until found.length).map { found.item(it) as Element } }

    private fun read(stream: InputStream): Map<String, ByteArray> = ZipInputStream(stream).use { zip ->
        generateSequence { zip.nextEntry }.filterNot { it.isDirectory }.associate { it.name to zip.readAllBytes() }
    }
}
