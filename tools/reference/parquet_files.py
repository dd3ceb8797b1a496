"""Small Parquet files in every form that the exchange format may come in, and what they hold."""

import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

from versions import OUTPUT, versions, write

FOLDER = OUTPUT / "parquet"
ROWS = 700

UNITS = [(i * 2_654_435_761 * 65_537) % 2**48 for i in range(ROWS)]
TEXT_UNITS = [f"{(i * 7919) % 10_000:04d}" for i in range(ROWS)]
STARTS = [-20_000 + (i * 37) % 40_000 for i in range(ROWS)]
STOPS = [None if i % 5 == 0 else STARTS[i] + i % 900 for i in range(ROWS)]
VALUES = {
    "text": (pa.utf8(), [["1", "22", "æøå", "💧 vann", ""][i % 5] + ("" if i % 3 else str(i)) for i in range(ROWS)]),
    "long": (pa.int64(), [(-1) ** i * ((i * 104_729) ** 3 % 2**53) for i in range(ROWS)]),
    "double": (pa.float64(), [(i - 350) / 7 for i in range(ROWS)]),
    "short": (pa.int16(), [i % 1000 - 500 for i in range(ROWS)]),
    "null": (pa.int64(), [None if i % 4 == 1 else i for i in range(ROWS)]),
}


def table(kind, units=UNITS, unit_type=pa.int64()):
    """The platform's four columns with values of a kind."""
    value_type, values = VALUES[kind]
    return pa.table(
        {
            "unit_id": pa.array(units, unit_type),
            "value": pa.array(values, value_type),
            "start_epoch_days": pa.array(STARTS, pa.int16()),
            "stop_epoch_days": pa.array(STOPS, pa.int16()),
        }
    )


def dictionary(kind):
    """Values as an Arrow dictionary column."""
    plain = table(kind)
    return plain.set_column(1, "value", plain["value"].dictionary_encode())


def dates():
    """Times as Arrow dates, with further columns that are to be ignored."""
    plain = table("long")
    for i, name in ((2, "start_epoch_days"), (3, "stop_epoch_days")):
        plain = plain.set_column(i, name, plain[name].cast(pa.int32()).cast(pa.date32()))
    return plain.append_column("start_year", pa.array(["2000"] * ROWS))


def main():
    """Writes all files, and one JSON file with their contents."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {}

    def save(name, kind, content, **options):
        pq.write_table(content, FOLDER / f"{name}.parquet", row_group_size=300, data_page_size=512, **options)
        files[name] = {"values": kind, "units": "texts" if content.schema.field("unit_id").type == pa.utf8() else "numbers"}

    for codec in ("none", "snappy", "gzip", "brotli", "zstd", "lz4"):
        for kind in ("text", "long"):
            save(f"{codec}-{kind}", kind, table(kind), compression=codec)
    for kind in ("double", "short", "null"):
        save(f"plain-{kind}", kind, table(kind), use_dictionary=False)
        save(f"dictionary-{kind}", kind, table(kind))
        save(f"v2-{kind}", kind, table(kind), data_page_version="2.0", version="2.6")
    save("v2-text", "text", table("text"), data_page_version="2.0", compression="zstd")
    save("plain-text", "text", table("text"), use_dictionary=False)
    save("arrow-dictionary", "text", dictionary("text"))
    save("text-units", "long", table("long", TEXT_UNITS, pa.utf8()))
    save("dates", "long", dates())
    delta = {"use_dictionary": False, "compression": "snappy"}
    encodings = {"unit_id": "DELTA_BINARY_PACKED", "start_epoch_days": "DELTA_BINARY_PACKED"}
    save("delta-long", "long", table("long"), **delta, column_encoding={**encodings, "value": "DELTA_BINARY_PACKED"})
    save("delta-text", "text", table("text"), **delta, column_encoding={**encodings, "value": "DELTA_BYTE_ARRAY"})
    save("lengths-text", "text", table("text"), **delta, column_encoding={"value": "DELTA_LENGTH_BYTE_ARRAY"})
    save("split-double", "double", table("double"), **delta, column_encoding={"value": "BYTE_STREAM_SPLIT"})
    big = table("long").set_column(1, "value", pa.array([2**53 + 1 if i == 450 else i for i in range(ROWS)], pa.int64()))
    pq.write_table(big, FOLDER / "too-large.parquet")
    nested = table("long").append_column("more", pa.array([[i] for i in range(ROWS)]))
    pq.write_table(nested, FOLDER / "nested.parquet")
    pq.write_table(table("long").drop_columns(["stop_epoch_days"]), FOLDER / "no-stop.parquet")
    write(
        "parquet.json",
        {
            "versions": versions("pyarrow"),
            "files": files,
            "units": {"numbers": UNITS, "texts": TEXT_UNITS},
            "starts": STARTS,
            "stops": STOPS,
            "values": {kind: values for kind, (_, values) in VALUES.items()},
        },
    )


if __name__ == "__main__":
    main()
