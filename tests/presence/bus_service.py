"""A small stand-in on a real bus: answers method calls from a table, until it is ended.

``python bus_service.py NAME INTERFACE.METHOD=SIGNATURE:VALUE ...``; properties are asked for by their names.
"""

import sys

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection


def main(name: str, *answers: str) -> None:
    """Serve."""
    table = dict(answer.split("=", 1) for answer in answers)
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(name))
    print("ready", flush=True)
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        fields = message.header.fields
        asked = f"{fields.get(HeaderFields.interface)}.{fields[HeaderFields.member]}"
        is_property = asked == "org.freedesktop.DBus.Properties.Get"
        if is_property:
            asked = ".".join(message.body)
        if asked not in table:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            continue
        signature, text = table[asked].split(":", 1)
        value = text == "true" if signature == "b" else int(text)
        body = ((signature, value),) if is_property else (value,)
        connection.send(new_method_return(message, "v" if is_property else signature, body))


if __name__ == "__main__":
    main(*sys.argv[1:])
