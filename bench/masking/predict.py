"""Masks a file of texts for a scorer: `predict.py IN.jsonl OUT.jsonl`.

Each line of IN holds {"text"}, the same line of OUT becomes {"masked"}.
"""

import json
import sys
from pathlib import Path

from bot.replies.masking import mask


def main() -> None:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    lines = source.read_text("utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    masked = [json.dumps({"masked": mask(text).text}, ensure_ascii=False) for text in texts]
    out.write_text("".join(f"{line}\n" for line in masked), "utf-8", errors="surrogatepass")


if __name__ == "__main__":
    main()
