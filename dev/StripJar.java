import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of a jar's classes what no running program reads, and each JVM keeps: names of local variables, which are for
 * debuggers, annotations for compilers alone, and Kotlin's own, which are for its compiler and its reflection. Files and
 * lines stay, so stack traces are the same. Run by the build: java -cp ASM dev/StripJar.java JAR
 */
final class StripJar {
    private StripJar() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path stripped = Path.of(arguments[0] + ".stripped");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(stripped))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(same);
                to.write(entry.getName().endsWith(".class") ? stripped(bytes) : bytes);
            }
        }
        Files.move(stripped, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] stripped(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new Stripped(writer), 0);
        return writer.toByteArray();
    }

    private static boolean isRead(String annotation, boolean atRunTime) {
        return atRunTime && !annotation.equals("Lkotlin/Metadata;");
    }

    private static final class Stripped extends ClassVisitor {
        Stripped(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean atRunTime) {
            return isRead(type, atRunTime) ? super.visitAnnotation(type, true) : null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String generic, Object value) {
            FieldVisitor next = super.visitField(access, name, type, generic, value);
            return new FieldVisitor(Opcodes.ASM9, next) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean atRunTime) {
                    return isRead(annotation, atRunTime) ? super.visitAnnotation(annotation, true) : null;
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, generic, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitLocalVariable(
                        String variable, String of, String ofGeneric, Label start, Label end, int index) {}

                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean atRunTime) {
                    return isRead(annotation, atRunTime) ? super.visitAnnotation(annotation, true) : null;
                }

                @Override
                public AnnotationVisitor visitParameterAnnotation(int of, String annotation, boolean atRunTime) {
                    return isRead(annotation, atRunTime) ? super.visitParameterAnnotation(of, annotation, true) : null;
                }
            };
        }

        /** Unknown attributes may refer to the constant pool, which is rewritten. */
        @Override
        public void visitAttribute(Attribute attribute) {
            throw new IllegalStateException("a class has an attribute that ASM does not know: " + attribute.type);
        }
    }
}
