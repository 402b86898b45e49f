import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes out what javac leaves to be made at run time: switches over types, the methods that each record has, and
 * {@linkplain Lambdas lambdas}. The JVM would make a class for each when it is first used, which the cache of loaded
 * classes can't hold, and which took a third of the time of a short run. The build calls this with the folder of
 * compiled classes.
 */
public final class Lower {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc TEXT = ClassDesc.of("java.lang.StringBuilder");
    private static final int HIDDEN = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassModel model;
    private final ClassDesc self;
    private final List<InvokeDynamicInstruction> lowered = new ArrayList<>();
    private final Map<Lambdas.Kind, Lambdas> lambdas = new LinkedHashMap<>();

    private Lower(ClassModel model) {
        this.model = model;
        self = model.thisClass().asSymbol();
    }

    /** Lowers all classes in a folder. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        dropOrphans(folder);
        for (var file : classes(folder)) {
            var lower = new Lower(ClassFile.of().parse(file));
            var bytes = lower.bytes();
            if (!lower.lowered.isEmpty() || !lower.lambdas.isEmpty()) {
                Files.write(file, bytes);
            }
            for (var lambda : lower.lambdas.values()) {
                var name = lambda.name().displayName() + ".class";
                Files.write(file.resolveSibling(name), lambda.bytes(lower.model.majorVersion()));
            }
        }
        for (var nest : nests(folder).entrySet()) {
            var host = nest.getKey();
            var home = folder.resolve(host.packageName().replace('.', '/'));
            var file = home.resolve(host.displayName() + ".class");
            Files.write(file, grown(ClassFile.of().parse(file), nest.getValue()));
        }
    }

    /** Maven takes away a class whose source is gone, or compiles it anew, and knows nothing of its lambdas. */
    private static void dropOrphans(Path folder) throws IOException {
        for (var file : classes(folder)) {
            var name = file.getFileName().toString();
            int at = name.indexOf(Lambdas.MARK);
            if (at > 0 && !uses(file.resolveSibling(name.substring(0, at) + ".class"), file)) {
                Files.delete(file);
            }
        }
    }

    private static boolean uses(Path host, Path lambda) throws IOException {
        if (!Files.exists(host)) {
            return false;
        }
        var name = ClassFile.of().parse(lambda).thisClass().asInternalName();
        for (var entry : ClassFile.of().parse(host).constantPool()) {
            if (entry instanceof ClassEntry used && used.asInternalName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The members of each nest that lambdas have been added to. */
    private static Map<ClassDesc, List<ClassDesc>> nests(Path folder) throws IOException {
        var nests = new HashMap<ClassDesc, List<ClassDesc>>();
        for (var file : classes(folder)) {
            var member = ClassFile.of().parse(file);
            member.findAttribute(Attributes.nestHost())
                    .ifPresent(it -> nests.computeIfAbsent(it.nestHost().asSymbol(), _ -> new ArrayList<>())
                            .add(member.thisClass().asSymbol()));
        }
        return nests;
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(".class")).toList();
        }
    }

    /** A class whose nest has these members. */
    private static byte[] grown(ClassModel host, List<ClassDesc> members) {
        return ClassFile.of()
                .transformClass(
                        host,
                        ClassTransform.dropping(NestMembersAttribute.class::isInstance)
                                .andThen(ClassTransform.endHandler(
                                        to -> to.with(NestMembersAttribute.ofSymbols(members)))));
    }

    private byte[] bytes() {
        return ClassFile.of()
                .transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(this::instruction)
                                .andThen(ClassTransform.endHandler(this::methods)));
    }

    private void instruction(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call && isKnown(call)) {
            code.invokestatic(
                    self, name(lowered.size()), call.typeSymbol(), model.flags().has(AccessFlag.INTERFACE));
            lowered.add(call);
        } else if (element instanceof InvokeDynamicInstruction call && Lambdas.isKnown(call)) {
            var name = ClassDesc.of(self.packageName(), self.displayName() + Lambdas.MARK + lambdas.size());
            lambdas.computeIfAbsent(Lambdas.Kind.of(call), _ -> new Lambdas(name, host()))
                    .take(call, code);
        } else {
            code.with(element);
        }
    }

    private ClassDesc host() {
        return model.findAttribute(Attributes.nestHost())
                .map(it -> it.nestHost().asSymbol())
                .orElse(self);
    }

    private static String name(int number) {
        return "lowered$" + number;
    }

    private static boolean isKnown(InvokeDynamicInstruction call) {
        var maker = call.bootstrapMethod();
        return switch (maker.owner().displayName() + "." + maker.methodName()) {
            case "ObjectMethods.bootstrap" -> true;
            case "SwitchBootstraps.typeSwitch" ->
                call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
            default -> false;
        };
    }

    private void methods(ClassBuilder to) {
        for (int i = 0; i < lowered.size(); i++) {
            var call = lowered.get(i);
            to.withMethodBody(name(i), call.typeSymbol(), HIDDEN, code -> {
                switch (call.name().stringValue()) {
                    case "typeSwitch" -> typeSwitch(call.bootstrapArgs(), code);
                    case "hashCode" -> hashCode(components(call), code);
                    case "equals" -> equals(components(call), code);
                    case "toString" -> toString(components(call), code);
                    default -> throw new IllegalStateException(call.toString());
                }
            });
        }
    }

    /** The index of the first label from the second argument on that the first is of; -1 for null. */
    private static void typeSwitch(List<ConstantDesc> labels, CodeBuilder code) {
        code.aload(0).ifThen(Opcode.IFNULL, then -> then.loadConstant(-1).ireturn());
        for (int i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static List<DirectMethodHandleDesc> components(InvokeDynamicInstruction call) {
        return call.bootstrapArgs().stream()
                .skip(2) // the record, and the names in one text
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
    }

    private static ClassDesc type(DirectMethodHandleDesc component) {
        return component.invocationType().returnType();
    }

    private CodeBuilder load(DirectMethodHandleDesc component, CodeBuilder code) {
        return code.getfield(self, component.methodName(), type(component));
    }

    private void hashCode(List<DirectMethodHandleDesc> components, CodeBuilder code) {
        code.loadConstant(0);
        for (var each : components) {
            load(each, code.loadConstant(31).imul().aload(0));
            var primitive = type(each).isPrimitive();
            code.invokestatic(
                            primitive ? boxed(type(each)) : OBJECTS,
                            "hashCode",
                            MethodTypeDesc.of(CD_int, primitive ? type(each) : CD_Object))
                    .iadd();
        }
        code.ireturn();
    }

    private void equals(List<DirectMethodHandleDesc> components, CodeBuilder code) {
        var differs = code.newLabel();
        code.aload(1).instanceOf(self).ifeq(differs);
        for (var each : components) {
            load(each, code.aload(0));
            load(each, code.aload(1).checkcast(self));
            if (type(each).isPrimitive()) {
                code.invokestatic(boxed(type(each)), "compare", MethodTypeDesc.of(CD_int, type(each), type(each)))
                        .ifne(differs);
            } else {
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                        .ifeq(differs);
            }
        }
        code.loadConstant(1).ireturn().labelBinding(differs).loadConstant(0).ireturn();
    }

    private void toString(List<DirectMethodHandleDesc> components, CodeBuilder code) {
        code.new_(TEXT).dup().invokespecial(TEXT, "<init>", MTD_void);
        var before = model.thisClass().asInternalName().replaceFirst(".*[/$]", "") + "[";
        for (var each : components) {
            append(CD_String, code.loadConstant(before + each.methodName() + "="));
            append(type(each), load(each, code.aload(0)));
            before = ", ";
        }
        append(CD_String, code.loadConstant(components.isEmpty() ? before + "]" : "]"));
        code.invokevirtual(TEXT, "toString", MethodTypeDesc.of(CD_String)).areturn();
    }

    private static void append(ClassDesc type, CodeBuilder code) {
        var taken = switch (type.descriptorString()) {
            case "B", "S" -> CD_int;
            default -> type.isPrimitive() || type.equals(CD_String) ? type : CD_Object;
        };
        code.invokevirtual(TEXT, "append", MethodTypeDesc.of(TEXT, taken));
    }

    /** The primitive that such an object holds, if it holds one. */
    static Optional<ClassDesc> unboxed(ClassDesc type) {
        return Stream.of("Z", "B", "S", "C", "I", "J", "F", "D")
                .map(ClassDesc::ofDescriptor)
                .filter(primitive -> boxed(primitive).equals(type))
                .findFirst();
    }

    static ClassDesc boxed(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ClassDesc.of("java.lang.Boolean");
            case "B" -> ClassDesc.of("java.lang.Byte");
            case "S" -> ClassDesc.of("java.lang.Short");
            case "C" -> ClassDesc.of("java.lang.Character");
            case "I" -> ClassDesc.of("java.lang.Integer");
            case "J" -> ClassDesc.of("java.lang.Long");
            case "F" -> ClassDesc.of("java.lang.Float");
            case "D" -> ClassDesc.of("java.lang.Double");
            default -> throw new IllegalStateException(primitive.displayName());
        };
    }
}
