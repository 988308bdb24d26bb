package dev.estrade.test.events;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What is written above the records of libs/event-contracts: of each, and of each of its components. */
final class EventJavadoc {
    /** {@code FormationSubmitted}, {@code FormationSubmitted.LessonVideo}, {@code FormationSubmitted#claimId}. */
    private final Map<String, String> texts = new HashMap<>();

    private EventJavadoc() {}

    static EventJavadoc read(Path sources) {
        EventJavadoc read = new EventJavadoc();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                var all = Files.walk(sources)) {
            List<Path> units =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(units));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                read.new Records(trees).scan(unit, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    /** Empty where nothing is written. */
    String of(Class<?> record) {
        return texts.getOrDefault(key(record), "");
    }

    String of(Class<?> record, String component) {
        return texts.getOrDefault(key(record) + "#" + component, "");
    }

    private static String key(Class<?> record) {
        Class<?> outer = record.getEnclosingClass();
        return (outer == null ? "" : key(outer) + ".") + record.getSimpleName();
    }

    private final class Records extends TreePathScanner<@Nullable Void, String> {
        private final DocTrees trees;

        Records(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            String name = outer + type.getSimpleName();
            TreePath path = getCurrentPath();
            DocCommentTree comment = trees.getDocCommentTree(path);
            if (comment != null) {
                texts.put(name, text(comment.getFullBody()));
                comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .forEach(param -> texts.put(name + "#" + param.getName(), text(param.getDescription())));
            }
            return super.visitClass(type, name + ".");
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(EventJavadoc::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(DocTree part) {
        if (part instanceof LiteralTree literal) {
            return "`" + literal.getBody().getBody() + "`";
        }
        if (part instanceof LinkTree link) {
            return "`" + link.getReference().getSignature() + "`";
        }
        return part instanceof StartElementTree ? " " : part.toString();
    }
}
