"""A slow line before a server: passes bytes on, late and no faster than it may, and counts them."""
import asyncio
import threading


class Line:
    """`with Line(port) as line:` — clients connect to line.port. delay: seconds one way; rate: bytes a second each way;
    None: as fast as it goes."""

    def __init__(self, to_port, delay=0.0, rate=None):
        self.to_port, self.delay, self.rate = to_port, delay, rate
        self.bytes = 0
        self.port = None

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.end(), self.loop)
        self.thread.join()

    async def end(self):
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0)  # connections that were aborted close in the loop's next round
        self.loop.stop()

    def serve(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.connect, '127.0.0.1', 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()
        server.close()
        self.loop.close()

    async def connect(self, reader, writer):
        from_server, to_server = await asyncio.open_connection('127.0.0.1', self.to_port)
        try:
            await asyncio.gather(self.carry(reader, to_server), self.carry(from_server, writer))
        except asyncio.CancelledError:
            pass  # the line ends, perhaps before a farewell has crossed it: no session may outlive it at the server
        finally:
            for side in (writer, to_server):
                side.transport.abort()

    async def carry(self, reader, writer):
        """What comes in at one moment goes out `delay` later; what is under way meanwhile does not wait for it."""
        under_way = asyncio.Queue(64)
        sender = asyncio.create_task(self.send(under_way, writer))
        free_at = self.loop.time()
        while piece := await reader.read(16384):
            self.bytes += len(piece)
            free_at = max(free_at, self.loop.time()) + (len(piece) / self.rate if self.rate else 0)
            await under_way.put((free_at + self.delay, piece))
        await under_way.put((0, b''))
        await sender

    async def send(self, under_way, writer):
        try:
            while True:
                due, piece = await under_way.get()
                if not piece:
                    break
                await asyncio.sleep(max(0.0, due - self.loop.time()))
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        writer.close()
