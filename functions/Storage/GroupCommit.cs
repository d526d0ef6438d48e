namespace Insights.Functions.Storage;

/// <summary>
/// Group commit: what comes at about one time is written together. The first item opens a group, others join it for a while and as long as
/// the group before is being written, and whoever added one waits until its group is written. Under load a write is of more items, the more
/// the slower storage or this machine is. Who gives up waiting leaves the others alone: its item goes with the group.
/// </summary>
/// <param name="write">Writes the items of a group, in the order in which they came.</param>
/// <param name="terms">For how long, and until how much, a group is open.</param>
/// <param name="clock">The time.</param>
internal sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> write, GroupTerms<T> terms, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Group? _open;
    private Task _before = Task.CompletedTask;

    /// <summary>Adds an item to the group that is open, or opens one.</summary>
    public Group Add(T item)
    {
        lock (_lock)
        {
            var group = _open;
            if (group is null)
            {
                group = _open = new Group();
                group.Written = WriteAfterWaitAsync(group, _before);
                _before = group.Written;
            }

            group.Add(item, terms.SizeOf(item));
            if (group.Size >= terms.Full)
            {
                _open = null;
                group.Fill();
            }

            return group;
        }
    }

    private async Task WriteAfterWaitAsync(Group group, Task before)
    {
        var ready = Task.WhenAll(Task.Delay(terms.Wait, clock), Task.WhenAny(before, Task.Delay(terms.LongestWait, clock)));
        await Task.WhenAny(group.Full, ready).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            if (_open == group)
            {
                _open = null;
            }
        }

        await write(group.Items);
    }

    /// <summary>Items that are written together.</summary>
    internal sealed class Group
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<T> _items = [];

        /// <summary>Is done when all of them are written.</summary>
        public Task Written { get; set; } = Task.CompletedTask;

        /// <summary>The items; complete when they are written.</summary>
        public IReadOnlyList<T> Items => _items;

        /// <summary>The size of all of them.</summary>
        public int Size { get; private set; }

        /// <summary>Is done when the group takes no more.</summary>
        public Task Full => _full.Task;

        public void Add(T item, int size)
        {
            _items.Add(item);
            Size += size;
        }

        public void Fill() => _full.TrySetResult();
    }
}
