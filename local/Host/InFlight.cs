namespace DevelopmentHost;

/// <summary>How many invocations run, and a wait for fewer.</summary>
internal sealed class InFlight
{
    private readonly Lock _gate = new();
    private readonly List<(int AtMost, TaskCompletionSource Reached)> _waits = [];
    private int _count;

    public void Enter()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Exit()
    {
        lock (_gate)
        {
            _count--;
            foreach (var wait in _waits)
            {
                if (_count <= wait.AtMost)
                {
                    wait.Reached.TrySetResult();
                }
            }

            _waits.RemoveAll(wait => wait.Reached.Task.IsCompleted);
        }
    }

    /// <summary>Waits until no more than that many run.</summary>
    public Task UntilAtMostAsync(int atMost)
    {
        lock (_gate)
        {
            if (_count <= atMost)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((atMost, reached));
            return reached.Task;
        }
    }
}
