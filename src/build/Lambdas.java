import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * A lambda or a method reference as a class of its own. The JVM would make such a class at run time, and reach it
 * through method handles: its first compiler makes of each use of a lambda with captured values a call into the JVM,
 * which were a fifth of the time of an invocation.
 *
 * @param name of the class
 * @param host of its nest, so that it may call what is private there
 * @param call that makes it; its arguments are captured
 */
record Lambdas(ClassDesc name, ClassDesc host, InvokeDynamicInstruction call) {
    /** Stands in their names between that of the class that they are of and their number. */
    static final String MARK = "$lambda";

    private static final String FACTORY = "of";
    private static final String ALONE = "ONLY";

    /** Whether a call makes a lambda that is no more than that. */
    static boolean isKnown(InvokeDynamicInstruction call) {
        var maker = call.bootstrapMethod();
        return maker.owner().displayName().equals("LambdaMetafactory")
                && maker.methodName().equals("metafactory");
    }

    private List<ClassDesc> captured() {
        return call.typeSymbol().parameterList();
    }

    private ClassDesc kind() {
        return call.typeSymbol().returnType();
    }

    private MethodTypeDesc erased() {
        return (MethodTypeDesc) call.bootstrapArgs().get(0);
    }

    private DirectMethodHandleDesc body() {
        return (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
    }

    private MethodTypeDesc exact() {
        return (MethodTypeDesc) call.bootstrapArgs().get(2);
    }

    /** What stands in place of the call. */
    void use(CodeBuilder code) {
        if (captured().isEmpty()) {
            code.getstatic(name, ALONE, kind());
        } else {
            code.invokestatic(name, FACTORY, call.typeSymbol());
        }
    }

    byte[] bytes(int version) {
        return ClassFile.of().build(name, to -> {
            to.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER)
                    .withInterfaceSymbols(kind())
                    .with(NestHostAttribute.of(host));
            for (int i = 0; i < captured().size(); i++) {
                to.withField(field(i), captured().get(i), ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            }
            constructor(to);
            factory(to);
            to.withMethodBody(call.name().stringValue(), erased(), ClassFile.ACC_PUBLIC, this::body);
        });
    }

    private static String field(int number) {
        return "captured" + number;
    }

    private MethodTypeDesc constructorType() {
        return MethodTypeDesc.of(CD_void, captured());
    }

    private void constructor(ClassBuilder to) {
        to.withMethodBody(INIT_NAME, constructorType(), ClassFile.ACC_PRIVATE, code -> {
            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
            for (int i = 0; i < captured().size(); i++) {
                var type = captured().get(i);
                code.aload(0)
                        .loadLocal(TypeKind.from(type), code.parameterSlot(i))
                        .putfield(name, field(i), type);
            }
            code.return_();
        });
    }

    /** Of one without captured values there is one, made with its class. */
    private void factory(ClassBuilder to) {
        if (captured().isEmpty()) {
            to.withField(ALONE, kind(), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            to.withMethodBody(
                    "<clinit>",
                    MTD_void,
                    ClassFile.ACC_STATIC,
                    code -> made(code).putstatic(name, ALONE, kind()).return_());
        } else {
            to.withMethodBody(
                    FACTORY,
                    call.typeSymbol(),
                    ClassFile.ACC_STATIC,
                    code -> made(code).areturn());
        }
    }

    private CodeBuilder made(CodeBuilder code) {
        code.new_(name).dup();
        for (int i = 0; i < captured().size(); i++) {
            code.loadLocal(TypeKind.from(captured().get(i)), code.parameterSlot(i));
        }
        return code.invokespecial(name, INIT_NAME, constructorType());
    }

    private void body(CodeBuilder code) {
        var body = body();
        var taken = body.invocationType().parameterList();
        if (body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            code.new_(body.owner()).dup();
        }
        for (int i = 0; i < captured().size(); i++) {
            code.aload(0).getfield(name, field(i), captured().get(i));
        }
        for (int i = 0; i < erased().parameterCount(); i++) {
            var given = erased().parameterType(i);
            code.loadLocal(TypeKind.from(given), code.parameterSlot(i));
            fit(code, given, exact().parameterType(i), taken.get(captured().size() + i));
        }
        invoke(code, body);
        give(code, body.invocationType().returnType());
    }

    private static void invoke(CodeBuilder code, DirectMethodHandleDesc body) {
        var type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
        switch (body.kind()) {
            case STATIC, INTERFACE_STATIC ->
                code.invokestatic(body.owner(), body.methodName(), type, body.isOwnerInterface());
            case VIRTUAL, SPECIAL -> code.invokevirtual(body.owner(), body.methodName(), type);
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(body.owner(), body.methodName(), type);
            case CONSTRUCTOR -> code.invokespecial(body.owner(), INIT_NAME, type);
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> throw new IllegalStateException(body.toString());
        }
    }

    /** Makes of an argument what the body takes; what it is exactly tells how to unbox it. */
    private static void fit(CodeBuilder code, ClassDesc given, ClassDesc exact, ClassDesc taken) {
        if (given.isPrimitive() && taken.isPrimitive()) {
            code.conversion(TypeKind.from(given), TypeKind.from(taken));
        } else if (given.isPrimitive()) {
            box(code, given);
        } else if (taken.isPrimitive()) {
            unbox(code, exact, taken);
        } else if (!taken.equals(CD_Object) && !taken.equals(given)) {
            code.checkcast(taken);
        }
    }

    private void give(CodeBuilder code, ClassDesc got) {
        var wanted = erased().returnType();
        if (wanted.equals(CD_void)) {
            switch (TypeKind.from(got).slotSize()) {
                case 1 -> code.pop();
                case 2 -> code.pop2();
                default -> {} // there is nothing to drop
            }
            code.return_();
            return;
        }
        if (wanted.isPrimitive() && !got.isPrimitive()) {
            unbox(code, got, wanted);
        } else {
            fit(code, got, got, wanted);
        }
        code.return_(TypeKind.from(wanted));
    }

    private static void box(CodeBuilder code, ClassDesc primitive) {
        var boxed = Lower.boxed(primitive);
        code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, primitive));
    }

    private static void unbox(CodeBuilder code, ClassDesc from, ClassDesc wanted) {
        var own = Lower.unboxed(from).orElse(wanted);
        var boxed = Lower.boxed(own);
        code.checkcast(boxed).invokevirtual(boxed, own.displayName() + "Value", MethodTypeDesc.of(own));
        code.conversion(TypeKind.from(own), TypeKind.from(wanted));
    }
}
