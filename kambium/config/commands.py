"""The commands that are ours, not Django's: what each does and what it may be given, in the reader's language.

Standard library only: `kam` asks here before it installs anything, so that a question for help starts nothing.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from kambium.config.words import say

HELP = {"-h", "--help"}


@dataclass(frozen=True)
class Command:
    """What `--help` says, in both languages, and the options there are."""

    english: str
    chinese: str
    options: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        return self.explained.splitlines()[0]

    @property
    def explained(self) -> str:
        return say(self.english, self.chinese)


OWN = {
    "run": Command(
        """set up, start and print the address; Ctrl-C stops it

Takes no arguments; these variables of the environment change it:
  KAMBIUM_PORT, KAMBIUM_HOST   where it listens: 8000 on 127.0.0.1
  KAMBIUM_URL                  its address as readers type it, behind a proxy
  KAMBIUM_HOME                 the data folder: .kambium in a checkout
  KAMBIUM_DEMO=0               do not make the demo company
  KAMBIUM_WORKERS              processes that answer requests: 2
  DATABASE_URL                 a PostgreSQL of your own, 15 or newer""",
        """安装、启动、打印地址；Ctrl-C 停止

没有参数，用环境变量设置：
  KAMBIUM_PORT、KAMBIUM_HOST   监听的端口和地址：8000，127.0.0.1
  KAMBIUM_URL                  在代理后面时，用户访问的地址
  KAMBIUM_HOME                 数据目录：源码目录里的 .kambium
  KAMBIUM_DEMO=0               不生成演示公司
  KAMBIUM_WORKERS              处理请求的进程数：2
  DATABASE_URL                 使用自己的 PostgreSQL，15 以上""",
    ),
    "stop": Command(
        """end everything that a run left behind, also one that was killed

Takes no arguments. KAMBIUM_HOME names the data folder whose run is meant.""",
        """结束一次运行留下的全部进程，被强行结束的也算

没有参数。用 KAMBIUM_HOME 指定是哪个数据目录。""",
    ),
    "doctor": Command(
        """say what is wrong here and how to mend it

  --json   the findings as JSON

The exit code is 1 when something must be mended.""",
        """体检：哪里有问题，怎么修

  --json   以 JSON 输出

有必须修的问题时，退出码为 1。""",
        ("--json",),
    ),
    "words": Command(
        """bring the translation catalogues up to the words of the source, for developers

Takes no arguments. The exit code is 1 while a word has no translation.""",
        """按源码里的词句更新翻译文件，开发用

没有参数。还有词句没有翻译时，退出码为 1。""",
    ),
}


def answered(name: str, arguments: Sequence[str]) -> int | None:
    """Print the help that was asked for, or refuse what is unknown: the exit code. None when there is work to do."""
    unknown = [argument for argument in arguments if argument not in OWN[name].options]
    if HELP.intersection(unknown):
        print(f"kambium {' '.join([name, *(f'[{option}]' for option in OWN[name].options)])}: {OWN[name].explained}")
        return 0
    if unknown:
        print(
            say(
                f"kambium {name} knows no {unknown[0]}. See kambium {name} --help.",
                f"kambium {name} 没有参数 {unknown[0]}。用法见 kambium {name} --help",
            ),
            file=sys.stderr,
        )
        return 2
    return None


def overview() -> str:
    """Our commands, a line each."""
    return "\n".join(f"  kambium {name:<8}{command.summary}" for name, command in OWN.items())
