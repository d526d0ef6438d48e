using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Hosting.Invocation;

internal sealed class InvocationFeatures : IInvocationFeatures
{
    // An invocation has two or three: a list is smaller than a dictionary, and faster.
    private readonly List<KeyValuePair<Type, object>> _features = new(4);

    public void Set<T>(T instance)
    {
        _features.RemoveAll(feature => feature.Key == typeof(T));
        if (instance is not null)
        {
            _features.Add(new(typeof(T), instance));
        }
    }

    public T? Get<T>()
    {
        foreach (var feature in _features)
        {
            if (feature.Key == typeof(T))
            {
                return (T)feature.Value;
            }
        }

        return default;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
