using System.Reflection;
using System.Reflection.Emit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>The types that a compiled type names: what it is and implements, its members and attributes, and what its code calls, makes and reads.</summary>
/// <remarks>Constants and <c>nameof</c> leave no trace in compiled code.</remarks>
internal static class UsedTypes
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The types that <paramref name="type"/> names, each taken apart into what it consists of; with repetitions.</summary>
    public static IEnumerable<Type> Of(Type type) =>
        Heads(type)
            .Concat(type.GetFields(Declared).SelectMany(field => Attributes(field).Append(field.FieldType)))
            .Concat(type.GetProperties(Declared).SelectMany(Attributes))
            .Concat(type.GetMethods(Declared).SelectMany(method => OfMethod(method).Append(method.ReturnType)))
            .Concat(type.GetConstructors(Declared).SelectMany(OfMethod))
            .SelectMany(Parts);

    private static IEnumerable<Type> Heads(Type type) => (Type?[])[type.BaseType, .. type.GetInterfaces(), .. Attributes(type), .. Bounds(type)] is var all
        ? all.OfType<Type>()
        : [];

    private static IEnumerable<Type> Bounds(Type type) =>
        type.GetGenericArguments().Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints());

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Append(attribute.AttributeType));

    private static IEnumerable<Type> OfMethod(MethodBase method)
    {
        var body = method.GetMethodBody();
        return Attributes(method)
            .Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
            .Concat(body?.LocalVariables.Select(local => local.LocalType) ?? [])
            .Concat(body?.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!) ?? [])
            .Concat(body?.GetILAsByteArray() is { } code ? OfCode(method, code) : []);
    }

    private static IEnumerable<Type> OfCode(MethodBase method, byte[] code)
    {
        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xfe ? OpCodesByValue[(short)(0xfe00 | code[at + 1])] : OpCodesByValue[code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                foreach (var type in OfMember(method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)))
                {
                    yield return type;
                }
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> OfMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. method.GetGenericArguments(), .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        MethodBase constructor => [constructor.DeclaringType!, .. constructor.GetParameters().Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.IsConstructedGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
}
