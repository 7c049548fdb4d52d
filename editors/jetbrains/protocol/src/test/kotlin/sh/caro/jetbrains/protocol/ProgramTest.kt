/** Programs that are missing, old, foreign, crashing or hanging, and in which order they are looked for. */
package sh.caro.jetbrains.protocol

import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import sh.caro.jetbrains.protocol.NoProgram.Cause

class ProgramTest {
    @TempDir lateinit var folder: Path

    private val good = "#!/bin/sh\necho 'caro-lsp 0.1.0'\n"

    private fun program(at: String, text: String = good): Path = folder.resolve(at).also {
        Files.createDirectories(it.parent)
        Files.writeString(it, text)
        it.toFile().setExecutable(true)
    }

    private fun search(setting: String = "", path: String = "", bundled: Path? = null, patience: Long = 10_000): Search =
        ProgramSearch(mapOf("PATH" to path), bundled, folder.resolve("home"), patience).search(setting)

    private fun cause(search: Search) = (search as NoProgram).cause

    @Test
    fun `the real one is found and tells its version`() {
        val found = search(Live.program.toString()) as Program
        assertEquals(Live.program, found.path)
        assertFalse(ProgramSearch.isOlder(found.version, ProgramSearch.OLDEST))
    }

    @Test
    fun `what came with the plugin counts more than PATH`() {
        val bundled = program("plugin/bin/caro-lsp")
        assertEquals(bundled, (search(path = program("path/caro-lsp").parent.toString(), bundled = bundled) as Program).path)
    }

    @Test
    fun `PATH counts more than cargo's folder`() {
        program("home/.cargo/bin/caro-lsp")
        val inPath = program("path/caro-lsp")
        assertEquals(inPath, (search(path = "${inPath.parent}") as Program).path)
    }

    @Test
    fun `cargo's folder is the last resort`() {
        val cargo = program("home/.cargo/bin/caro-lsp")
        assertEquals(cargo, (search(path = "$folder/empty", bundled = folder.resolve("none")) as Program).path)
    }

    @Test
    fun `the setting counts most`() {
        val set = program("set/my-caro")
        assertEquals(set, (search("$set", path = "${program("path/caro-lsp").parent}", bundled = program("b/caro-lsp")) as Program).path)
    }

    @Test
    fun `the setting may begin with the home folder`() {
        val inHome = program("home/tools/caro-lsp")
        assertEquals(inHome, (search("~/tools/caro-lsp") as Program).path)
    }

    @Test
    fun `a relative setting is refused, since it would mean another file in each project`() =
        listOf("./caro-lsp", "bin/caro-lsp", "caro-lsp").forEach { assertEquals(Cause.NOT_ABSOLUTE, cause(search(it)), it) }

    @Test
    fun `a relative folder in PATH is not looked into`() {
        val here = Path.of("").toAbsolutePath()
        val relative = here.relativize(program("path/caro-lsp").parent)
        assertTrue(Files.isExecutable(relative.resolve("caro-lsp")))
        assertEquals(Cause.MISSING, cause(search(path = listOf("$relative", "").joinToString(File.pathSeparator))))
    }

    @Test
    fun `none anywhere is missing, with a sentence that says where it was sought`() {
        val missing = search() as NoProgram
        assertEquals(Cause.MISSING, missing.cause)
        assertTrue("PATH" in missing.message)
    }

    @Test
    fun `a setting that names nothing is missing, and named in the sentence`() {
        val missing = search("/no/such/caro-lsp") as NoProgram
        assertEquals(Cause.MISSING, missing.cause)
        assertTrue("/no/such/caro-lsp" in missing.message)
    }

    @Test
    fun `a text that is no path at all is missing`() = assertEquals(Cause.MISSING, cause(search("/a\u0000b")))

    @Test
    fun `a file that may not be executed, and a folder`() {
        val file = program("x/caro-lsp").also { it.toFile().setExecutable(false) }
        assertEquals(Cause.NOT_EXECUTABLE, cause(search("$file")))
        assertEquals(Cause.NOT_EXECUTABLE, cause(search("$folder")))
    }

    @Test
    fun `one for another processor`() {
        // The header of a program for a machine that there never was.
        val elf = byteArrayOf(0x7f, 'E'.code.toByte(), 'L'.code.toByte(), 'F'.code.toByte(), 2, 1, 1) + ByteArray(9) + byteArrayOf(2, 0, 0x7f, 0x7f) + ByteArray(200)
        val foreign = program("y/caro-lsp").also { Files.write(it, elf) }
        assertEquals(Cause.FOREIGN, cause(search("$foreign")))
        val mac = byteArrayOf(0xcf.toByte(), 0xfa.toByte(), 0xed.toByte(), 0xfe.toByte()) + ByteArray(200)
        assertEquals(Cause.FOREIGN, cause(search("${program("m/caro-lsp").also { Files.write(it, mac) }}")))
    }

    @Test
    fun `one that crashes, by status and by signal`() {
        val failing = search("${program("c/caro-lsp", "#!/bin/sh\nexit 7\n")}") as NoProgram
        assertEquals(Cause.CRASHING, failing.cause)
        assertTrue("7" in failing.message)
        assertEquals(Cause.CRASHING, cause(search("${program("d/caro-lsp", "#!/bin/sh\nkill -SEGV $$\n")}")))
    }

    @Test
    fun `one that never answers is given up and ended`() {
        val pid = folder.resolve("pid")
        val hanging = program("h/caro-lsp", "#!/bin/sh\necho $$ > '$pid'\nexec sleep 600\n")
        assertEquals(Cause.HANGING, cause(search("$hanging", patience = 3_000)))
        val process = ProcessHandle.of(Files.readString(pid).trim().toLong())
        await { process.isEmpty || !process.get().isAlive }
    }

    @Test
    fun `another program is not taken for it`() =
        assertEquals(Cause.NOT_CARO, cause(search("${program("n/caro-lsp", "#!/bin/sh\necho 'GNU bash, version 5'\n")}")))

    @Test
    fun `an old one is named with both versions`() {
        val old = search("${program("o/caro-lsp", "#!/bin/sh\necho 'caro-lsp 0.0.9'\n")}") as NoProgram
        assertEquals(Cause.OLD, old.cause)
        assertTrue("0.0.9" in old.message && ProgramSearch.OLDEST in old.message)
    }

    @Test
    fun `a path with blanks and letters of other languages`() {
        val path = program("ein Ordner/файл ü/caro-lsp")
        assertEquals(path, (search("$path") as Program).path)
    }

    @Test
    fun `versions are compared as numbers`() {
        assertTrue(ProgramSearch.isOlder("0.9.0", "0.10.0"))
        assertFalse(ProgramSearch.isOlder("1.0.0", "0.99.99"))
        assertFalse(ProgramSearch.isOlder("0.1.0-dev", "0.1.0"))
    }
}
