"""VAVL in PyTorch, for comparing speed: the algorithm that Vavl has, with masks, written the way PyTorch is fastest.

B clips, T frames, D width, H heads, E head width, P relative positions. Eager float32 adds the position scores to the content scores as
transformers does; `fused` gives them to scaled_dot_product_attention as a bias.
"""

import math
import re
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class Sizes:
    width: int = 512
    heads: int = 8
    feed_forward: int = 2048
    kernel: int = 31
    modality_blocks: int = 3
    shared_blocks: int = 2
    projection: int = 50
    projection_kernel: int = 5
    head_widths: tuple = (512, 256)
    dropout: float = 0.1
    head_dropout: float = 0.2
    fused: bool = False


SIZES = {
    "paper": Sizes(),
    "small": Sizes(
        width=96, heads=4, feed_forward=384, kernel=15, modality_blocks=2, shared_blocks=1, head_widths=(96, 64)
    ),
}


NAMES_IN_VAVL = [  # what to replace in a parameter's name, in this order
    (r"^branches\.a", "acoustic"),
    (r"^branches\.v", "visual"),
    (r"^(acoustic|visual)\.(convolution|linear)", r"\1.projection.\2"),
    (r"^shared\.linear", "shared.projection"),
    (r"\.(first|second)\.0", r".\1FeedForward.norm"),
    (r"\.(first|second)\.1", r".\1FeedForward.hidden"),
    (r"\.(first|second)\.4", r".\1FeedForward.output"),
    (r"depthwise_norm", "depthwiseNorm"),
    (r"\.u$", ".contentBias"),
    (r"\.v$", ".positionBias"),
    (r"(prediction|reconstruction|joint)\.3", r"\1.1"),
    (r"(prediction|reconstruction|joint)\.6", r"\1.2"),
]


def names_in_vavl(name):
    """What a parameter is called in Vavl: one name, or those of the parts that it consists of, in their order."""
    for pattern, replacement in NAMES_IN_VAVL:
        name = re.sub(pattern, replacement, name)
    return [name.replace(".qkv.", f".{p}.") for p in ("query", "key", "value")] if ".qkv." in name else [name]


def sinusoids(frames, width):
    distances = torch.arange(frames - 1, -frames, -1.0)
    frequencies = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    angles = torch.outer(distances, frequencies)
    return torch.stack((angles.sin(), angles.cos()), 2).flatten(1, 2)


class FeedForward(nn.Sequential):
    def __init__(self, s):
        super().__init__(
            nn.LayerNorm(s.width),
            nn.Linear(s.width, s.feed_forward),
            nn.SiLU(),
            nn.Dropout(s.dropout),
            nn.Linear(s.feed_forward, s.width),
            nn.Dropout(s.dropout),
        )


class Attention(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.s = s
        self.norm = nn.LayerNorm(s.width)
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.position = nn.Linear(s.width, s.width, bias=False)
        self.u = nn.Parameter(nn.init.xavier_uniform_(torch.empty(s.heads, s.width // s.heads)))
        self.v = nn.Parameter(nn.init.xavier_uniform_(torch.empty(s.heads, s.width // s.heads)))
        self.output = nn.Linear(s.width, s.width)
        self.dropout = nn.Dropout(s.dropout)

    def forward(self, x, positions, valid):
        B, T, D = x.shape
        H, E = self.s.heads, D // self.s.heads
        q, k, v = self.qkv(self.norm(x)).view(B, T, 3, H, E).permute(2, 0, 3, 1, 4)
        r = self.position(positions).view(2 * T - 1, H, E).transpose(0, 1)
        scores = self.shift((q + self.v[:, None].to(q.dtype)) @ r.transpose(1, 2)) / math.sqrt(E)
        scores = scores.masked_fill(~valid[:, None, None], -1e9 if scores.dtype == torch.float32 else -1e4)
        content = q + self.u[:, None].to(q.dtype)
        if self.s.fused:
            attended = F.scaled_dot_product_attention(content, k, v, attn_mask=scores)
        else:
            attended = (content @ k.transpose(2, 3) / math.sqrt(E) + scores).softmax(-1) @ v
        return self.dropout(self.output(attended.transpose(1, 2).reshape(B, T, D)))

    @staticmethod
    def shift(scores):
        """Transformer-XL's shift: row i gets the distances i − j for j = 0 … T − 1."""
        B, H, T, P = scores.shape
        padded = F.pad(scores, (1, 0)).view(B, H, P + 1, T)
        return padded[:, :, 1:].view(B, H, T, P)[..., :T]


class Convolution(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.norm = nn.LayerNorm(s.width)
        self.gate = nn.Linear(s.width, 2 * s.width)
        self.depthwise = nn.Conv1d(s.width, s.width, s.kernel, padding=s.kernel // 2, groups=s.width)
        self.depthwise_norm = nn.LayerNorm(s.width)
        self.output = nn.Linear(s.width, s.width)
        self.dropout = nn.Dropout(s.dropout)

    def forward(self, x, valid):
        gated = F.glu(self.gate(self.norm(x))).masked_fill(~valid[..., None], 0.0)
        mixed = self.depthwise(gated.transpose(1, 2)).transpose(1, 2)
        return self.dropout(self.output(F.silu(self.depthwise_norm(mixed))))


class Block(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.first, self.second = FeedForward(s), FeedForward(s)
        self.attention, self.convolution = Attention(s), Convolution(s)
        self.norm = nn.LayerNorm(s.width)

    def forward(self, x, positions, valid):
        x = x + 0.5 * self.first(x)
        x = x + self.attention(x, positions, valid)
        x = x + self.convolution(x, valid)
        return self.norm(x + 0.5 * self.second(x))


class Conformer(nn.ModuleList):
    def __init__(self, blocks, s):
        super().__init__(Block(s) for _ in range(blocks))

    def forward(self, x, positions, valid):
        x = x.masked_fill(~valid[..., None], 0.0)
        for block in self:
            x = block(x, positions, valid)
        return x


def head(s, inputs, outputs):
    layers = []
    for width in s.head_widths:
        layers += [nn.Linear(inputs, width), nn.ReLU(), nn.Dropout(s.head_dropout)]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, outputs))


def masked_mean(x, valid):
    return x.masked_fill(~valid[..., None], 0.0).sum(1) / valid.sum(1, keepdim=True).clamp_min(1)


class Branch(nn.Module):
    def __init__(self, s, inputs, outputs):
        super().__init__()
        self.convolution = nn.Conv1d(
            inputs, s.projection, s.projection_kernel, padding=s.projection_kernel // 2, bias=False
        )
        self.linear = nn.Linear(s.projection, s.width)
        self.dropout = nn.Dropout(s.dropout)
        self.encoder = Conformer(s.modality_blocks, s)
        self.prediction = head(s, s.width, outputs)
        self.reconstruction = head(s, s.width, inputs)

    def forward(self, x, positions, valid):
        x = x.masked_fill(~valid[..., None], 0.0)
        projected = self.convolution(x.transpose(1, 2)).transpose(1, 2)
        return self.encoder(self.dropout(self.linear(projected)), positions, valid)


class Shared(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.linear = nn.Linear(s.width, s.width)
        self.dropout = nn.Dropout(s.dropout)
        self.encoder = Conformer(s.shared_blocks, s)
        self.norm = nn.LayerNorm(s.width)

    def forward(self, x, positions, valid):
        return masked_mean(self.norm(self.encoder(self.dropout(self.linear(x)), positions, valid) + x), valid)


class Vavl(nn.Module):
    def __init__(self, s, acoustic=1024, visual=1408, outputs=6):
        super().__init__()
        self.s = s
        self.branches = nn.ModuleDict({"a": Branch(s, acoustic, outputs), "v": Branch(s, visual, outputs)})
        self.shared = Shared(s)
        self.joint = head(s, 2 * s.width, outputs)

    def pool(self, modality, x, valid):
        positions = sinusoids(x.shape[1], self.s.width)
        return self.shared(self.branches[modality](x, positions, valid), positions, valid)

    def answer(self, inputs):
        """The answer for a clip of which either modality may be missing; inputs maps a and v to features and mask."""
        pooled = {m: self.pool(m, *part) for m, part in inputs.items()}
        if len(pooled) == 2:
            return self.joint(torch.cat((pooled["a"], pooled["v"]), 1))
        ((modality, only),) = pooled.items()
        return self.branches[modality].prediction(only)


def training_step(model, optimiser, inputs, targets, alpha=2.0, autocast=False):
    """Algorithm 1 for one batch: a with shared, v with shared, then the joint head on what the rest, frozen, gives."""
    context = torch.autocast("cpu", torch.bfloat16, enabled=autocast)
    for modality, (x, valid) in inputs.items():
        optimiser.zero_grad(set_to_none=True)
        with context:
            pooled = model.pool(modality, x, valid)
            branch = model.branches[modality]
            loss = F.cross_entropy(branch.prediction(pooled).float(), targets)
            loss = loss + alpha * F.mse_loss(branch.reconstruction(pooled).float(), masked_mean(x, valid))
        loss.backward()
        optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    model.branches.eval()
    model.shared.eval()
    with context:
        with torch.no_grad():
            pooled = torch.cat([model.pool(m, *part) for m, part in inputs.items()], 1)
        loss = F.cross_entropy(model.joint(pooled).float(), targets)
    loss.backward()
    optimiser.step()
    model.train()
    return loss.item()
