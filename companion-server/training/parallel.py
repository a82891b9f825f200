"""Data-parallel training under `torchrun` (gloo); without it one process does everything.

The networks are so small that they learn on CPUs, also where a CUDA build of torch is installed."""
import os

import torch
import torch.distributed as dist


def start():
    if "WORLD_SIZE" in os.environ and not dist.is_initialized():
        dist.init_process_group("gloo")
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))


def rank():
    return dist.get_rank() if dist.is_initialized() else 0


def is_first():
    return rank() == 0


def wait():
    if dist.is_initialized():
        dist.barrier()


def average_gradients(model):
    """Every process learns from its own lessons; the step is the mean of theirs."""
    if not dist.is_initialized():
        return
    for parameter in model.parameters():
        if parameter.grad is not None:
            dist.all_reduce(parameter.grad)
            parameter.grad /= dist.get_world_size()


def same_start(model):
    """All processes begin with the weights of the first."""
    if dist.is_initialized():
        for value in model.state_dict().values():
            dist.broadcast(value, 0)


def stop_together(stop):
    """True for all as soon as it is true for one, so that nobody waits for a gradient that never comes."""
    if not dist.is_initialized():
        return stop
    flag = torch.tensor([float(stop)])
    dist.all_reduce(flag)
    return bool(flag > 0)


def say(text):
    if is_first():
        print(text, flush=True)
