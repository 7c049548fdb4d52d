/** Which caro-lsp is started, and whether it can be: asked before LSP4IJ is, so that a bad one is told once. */
package sh.caro.jetbrains.protocol

import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** What came of looking for the program. */
sealed interface Search

data class Program(val path: Path, val version: String) : Search

/** [cause] tells one trouble from another, so that each is told once. */
data class NoProgram(val cause: Cause, val message: String) : Search {
    enum class Cause { MISSING, NOT_ABSOLUTE, NOT_EXECUTABLE, FOREIGN, CRASHING, HANGING, NOT_CARO, OLD }
}

class ProgramSearch(
    private val environment: Map<String, String> = System.getenv(),
    private val bundled: Path? = null,
    private val home: Path = Path.of(System.getProperty("user.home")),
    private val patience: Long = 10_000,
) {
    /** [setting] is `caro.path`; empty takes the one that came with the plugin, else PATH's, else cargo's. */
    fun search(setting: String): Search {
        val path = try {
            if (setting.isBlank()) usual() ?: return NoProgram(NoProgram.Cause.MISSING, Words.of("program.missing"))
            else named(setting.trim()) ?: return NoProgram(NoProgram.Cause.MISSING, Words.of("program.missingThere", setting.trim()))
        } catch (_: InvalidPathException) {
            return NoProgram(NoProgram.Cause.MISSING, Words.of("program.missingThere", setting.trim()))
        }
        if (!path.isAbsolute) return NoProgram(NoProgram.Cause.NOT_ABSOLUTE, Words.of("program.notAbsolute", path))
        return check(path)
    }

    private fun usual(): Path? =
        listOfNotNull(bundled?.takeIf(Files::isRegularFile)).firstOrNull()
            ?: inPath()
            ?: home.resolve(".cargo/bin").resolve(NAME).takeIf(Files::isRegularFile)

    private fun named(setting: String): Path? {
        val path = if (setting.startsWith("~/")) home.resolve(setting.drop(2)) else Path.of(setting)
        return path.takeIf { !it.isAbsolute || Files.exists(it) }
    }

    // A relative folder in PATH would be looked up in whatever project is open: someone else could have put a program there.
    private fun inPath(): Path? =
        (environment["PATH"] ?: environment["Path"]).orEmpty().split(File.pathSeparatorChar).asSequence()
            .filter(String::isNotBlank)
            .mapNotNull { runCatching { Path.of(it) }.getOrNull() }
            .filter(Path::isAbsolute)
            .map { it.resolve(NAME) }
            .firstOrNull { Files.isRegularFile(it) && Files.isExecutable(it) }

    private fun check(path: Path): Search {
        fun no(cause: NoProgram.Cause, key: String, vararg more: Any) = NoProgram(cause, Words.of(key, path, *more))

        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) return no(NoProgram.Cause.NOT_EXECUTABLE, "program.notExecutable")
        if (isForeign(path)) return no(NoProgram.Cause.FOREIGN, "program.foreign")
        val process = try {
            ProcessBuilder(path.toString(), "--version").redirectError(ProcessBuilder.Redirect.DISCARD).start()
        } catch (failure: IOException) {
            val foreign = Regex("error=(8|86|193),").containsMatchIn(failure.message.orEmpty())
            return if (foreign) no(NoProgram.Cause.FOREIGN, "program.foreign") else no(NoProgram.Cause.NOT_EXECUTABLE, "program.notExecutable")
        }
        process.outputStream.close()
        val said = StringBuilder()
        val reader = Thread { runCatching { process.inputStream.use { said.append(it.readNBytes(200).decodeToString()) } } }
        reader.isDaemon = true
        reader.start()
        if (!process.waitFor(patience, TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly)
            process.destroyForcibly()
            return no(NoProgram.Cause.HANGING, "program.hanging")
        }
        reader.join(patience)
        if (process.exitValue() != 0) return no(NoProgram.Cause.CRASHING, "program.crashing", process.exitValue())
        val version = Regex("^caro-lsp (\\d+\\.\\d+\\.\\d+\\S*)").find(said)?.groupValues?.get(1)
            ?: return no(NoProgram.Cause.NOT_CARO, "program.notCaro")
        if (isOlder(version, OLDEST)) return no(NoProgram.Cause.OLD, "program.old", version, OLDEST)
        return Program(path, version)
    }

    // Java hands what the kernel refuses to /bin/sh, which would read the bytes as a script. Our own process shows what runs here.
    private fun isForeign(path: Path): Boolean {
        val ours = head(Path.of("/proc/self/exe")) ?: return false
        val theirs = head(path) ?: return false
        val isScript = theirs.take(2) == listOf('#'.code.toByte(), '!'.code.toByte())
        // Magic number and class in an ELF file, and at the end the processor.
        return !isScript && (theirs.take(5) != ours.take(5) || theirs.drop(18) != ours.drop(18))
    }

    private fun head(path: Path): List<Byte>? = runCatching { Files.newInputStream(path).use { it.readNBytes(20) }.toList() }.getOrNull()

    companion object {
        /** The first version that speaks what this plugin needs. */
        const val OLDEST = "0.1.0"

        val NAME = if (File.pathSeparatorChar == ';') "caro-lsp.exe" else "caro-lsp"

        fun isOlder(version: String, than: String): Boolean {
            val numbers = { it: String -> it.substringBefore('-').substringBefore('+').split('.').map { part -> part.toIntOrNull() ?: 0 } }
            return numbers(version).zip(numbers(than)).firstOrNull { it.first != it.second }?.let { it.first < it.second } ?: false
        }
    }
}
