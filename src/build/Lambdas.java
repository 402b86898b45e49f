import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lambdas and method references of a class that are of one kind and capture values of the same types, as a class of
 * their own: an instance knows which of them it is. The JVM would make a class of each at run time, and reach it
 * through method handles: its first compiler makes of each use of a lambda with captured values a call into the JVM,
 * which were a fifth of the time of an invocation. One class for each would take a start longer than one for many.
 *
 * @param name of the class
 * @param host of its nest, so that it may call what is private there
 * @param calls that make them, as many as there are so far; their arguments are captured
 */
record Lambdas(ClassDesc name, ClassDesc host, List<InvokeDynamicInstruction> calls) {
    /** Stands in their names between that of the class that they are of and their number. */
    static final String MARK = "$lambda";

    private static final String FACTORY = "of";
    private static final String ALONE = "ONLY";
    private static final String WHICH = "which";

    /**
     * What lambdas of one class have in common.
     *
     * @param method that the interface wants, with the types that it is called with
     * @param making from the captured values to the interface
     */
    record Kind(String method, MethodTypeDesc erased, MethodTypeDesc making) {
        static Kind of(InvokeDynamicInstruction call) {
            return new Kind(call.name().stringValue(), Lambdas.erased(call), call.typeSymbol());
        }
    }

    /** None yet. */
    Lambdas(ClassDesc name, ClassDesc host) {
        this(name, host, new ArrayList<>());
    }

    /** Whether a call makes a lambda that is no more than that. */
    static boolean isKnown(InvokeDynamicInstruction call) {
        var maker = call.bootstrapMethod();
        return maker.owner().displayName().equals("LambdaMetafactory")
                && maker.methodName().equals("metafactory");
    }

    private static MethodTypeDesc erased(InvokeDynamicInstruction call) {
        return (MethodTypeDesc) call.bootstrapArgs().get(0);
    }

    private static DirectMethodHandleDesc body(InvokeDynamicInstruction call) {
        return (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
    }

    private static MethodTypeDesc exact(InvokeDynamicInstruction call) {
        return (MethodTypeDesc) call.bootstrapArgs().get(2);
    }

    private Kind kind() {
        return Kind.of(calls.getFirst());
    }

    private ClassDesc type() {
        return kind().making().returnType();
    }

    private List<ClassDesc> captured() {
        return kind().making().parameterList();
    }

    /** Adds the lambda that a call makes, and writes what stands in place of it. */
    void take(InvokeDynamicInstruction call, CodeBuilder code) {
        int which = calls.size();
        calls.add(call);
        if (captured().isEmpty()) {
            code.getstatic(name, ALONE + which, type());
        } else {
            code.loadConstant(which).invokestatic(name, FACTORY, factoryType());
        }
    }

    byte[] bytes(int version) {
        return ClassFile.of().build(name, to -> {
            to.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER)
                    .withInterfaceSymbols(type())
                    .with(NestHostAttribute.of(host))
                    .withField(WHICH, CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            for (int i = 0; i < captured().size(); i++) {
                to.withField(field(i), captured().get(i), ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            }
            constructor(to);
            if (captured().isEmpty()) {
                instances(to);
            } else {
                to.withMethodBody(FACTORY, factoryType(), ClassFile.ACC_STATIC, this::factory);
            }
            to.withMethodBody(kind().method(), kind().erased(), ClassFile.ACC_PUBLIC, this::bodies);
        });
    }

    private static String field(int number) {
        return "captured" + number;
    }

    /** What is captured, and which lambda it is. */
    private MethodTypeDesc factoryType() {
        int count = captured().size();
        return kind().making().insertParameterTypes(count, CD_int);
    }

    private MethodTypeDesc constructorType() {
        return factoryType().changeReturnType(CD_void);
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
            code.aload(0)
                    .iload(code.parameterSlot(captured().size()))
                    .putfield(name, WHICH, CD_int)
                    .return_();
        });
    }

    /** Of one without captured values there is one, made with its class. */
    private void instances(ClassBuilder to) {
        for (int which = 0; which < calls.size(); which++) {
            to.withField(ALONE + which, type(), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        to.withMethodBody(CLASS_INIT_NAME, MTD_void, ClassFile.ACC_STATIC, code -> {
            for (int which = 0; which < calls.size(); which++) {
                code.new_(name)
                        .dup()
                        .loadConstant(which)
                        .invokespecial(name, INIT_NAME, constructorType())
                        .putstatic(name, ALONE + which, type());
            }
            code.return_();
        });
    }

    private void factory(CodeBuilder code) {
        code.new_(name).dup();
        var taken = factoryType().parameterList();
        for (int i = 0; i < taken.size(); i++) {
            code.loadLocal(TypeKind.from(taken.get(i)), code.parameterSlot(i));
        }
        code.invokespecial(name, INIT_NAME, constructorType()).areturn();
    }

    private void bodies(CodeBuilder code) {
        if (calls.size() > 1) {
            var others = IntStream.range(1, calls.size())
                    .mapToObj(which -> SwitchCase.of(which, code.newLabel()))
                    .toList();
            var first = code.newLabel();
            code.aload(0).getfield(name, WHICH, CD_int).tableswitch(1, calls.size() - 1, first, others);
            for (var other : others) {
                body(calls.get(other.caseValue()), code.labelBinding(other.target()));
            }
            code.labelBinding(first);
        }
        body(calls.getFirst(), code);
    }

    private void body(InvokeDynamicInstruction call, CodeBuilder code) {
        var body = body(call);
        var erased = erased(call);
        var taken = body.invocationType().parameterList();
        if (body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            code.new_(body.owner()).dup();
        }
        for (int i = 0; i < captured().size(); i++) {
            code.aload(0).getfield(name, field(i), captured().get(i));
        }
        for (int i = 0; i < erased.parameterCount(); i++) {
            var given = erased.parameterType(i);
            code.loadLocal(TypeKind.from(given), code.parameterSlot(i));
            fit(code, given, exact(call).parameterType(i), taken.get(captured().size() + i));
        }
        invoke(code, body);
        give(code, body.invocationType().returnType(), erased.returnType());
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

    private static void give(CodeBuilder code, ClassDesc got, ClassDesc wanted) {
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
