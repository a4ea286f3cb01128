"""What a final migration costs that applies only what has changed: in each round 1 % of the rows is changed (new, gone, other
values, other parents, keys that come back as somebody else), then written by a delta. Beside it stand a plain reading of the
same tables, and a full migration with and without notes. At the end the delta's target is held against a full migration's,
row by row, by the server."""
import json
import pathlib
import statistics
import subprocess
import sys

from measure import Work

SOURCE, DELTA, ANEW = 'bench_delta_v4', 'bench_delta_v5', 'bench_delta_anew'
READ = ('select id, client_id, status, currency, amount, tax, paid, issued, due, paid_at, sent, note from invoices',
        'select id, invoice_id, position, qty, price, amount, text from items')
KEYS = '''create index on invoice (account);
create index on invoice_line (invoice);
alter table invoice_line add foreign key (invoice) references invoice (number);'''
# A round has classes of ids of its own: 1 in 400 each, four of them, make 1 %.
CHANGES = '''
update invoices set amount = amount + 0.01 where id % 400 = {n};
update items set amount = amount + 0.01, text = concat(text, '!') where id % 400 = {n};
update items join invoices i on i.id = items.invoice_id + 1 set invoice_id = invoice_id + 1 where items.id % 400 = {n} + 1;
delete from items where invoice_id % 400 = {n} + 2;
delete from invoices where id % 400 = {n} + 2;
set @invoices = (select max(id) from invoices), @items = (select max(id) from items);
insert into invoices select id + if(id % 800 < 400, 2, @invoices), client_id + 1, 0, currency, tax, tax, 0, issued, due, 0, sent,
    note from invoices where id % 400 = {n};
insert into items select id + @items, invoice_id, position, qty + 1, price, amount, text from items where invoice_id % 400 = {n};
'''


class Delta:
    """The part `delta` of tests/bench/run."""

    def __init__(self, bench, source_url, target_url, plain):
        self.bench, self.source_url, self.target_url, self.plain, self.changes = bench, source_url, target_url, plain, 0

    def migration(self, name, target, *notes, before=lambda: None):
        program = str(self.bench.bin / 'tests/delta_parts')
        return Work(name, [program, f'{self.source_url}/{SOURCE}', f'{self.target_url}/{target}', str(self.plain), *notes], before=before)

    def change(self):
        """Other rows each time, so that a round may be repeated."""
        self.changes += 1
        self.bench.my(CHANGES.format(n=4 * self.changes), SOURCE)
        self.bench.my('analyze table invoices, items', SOURCE)

    def measure(self, rows):
        bench = self.bench
        bench.load_plain(SOURCE, rows // 4, rows - rows // 4)
        for target in (DELTA, ANEW):
            bench.create_target(target, (self.plain / 'v5/postgresql.sql').read_text() + KEYS)
        notes = str(pathlib.Path(bench.folder) / 'notes')
        read = bench.streams('reading v4', SOURCE, DELTA, [(sql, '') for sql in READ], 'mysql')
        plain = self.migration('migrate, no notes', ANEW)
        noting = self.migration('migrate, with notes', DELTA, notes)
        delta = self.migration('migrate --delta, 1 % changed', DELTA, notes, 'delta', before=self.change)
        bench.measured('delta', [read, plain, noting, delta])
        print(f'bench: {json.loads(delta.taken[-1].output)["told"]}', file=sys.stderr)
        for work in (plain, noting, delta):
            bench.seconds(f'{work.name}: the target at work', writing(work))
        bench.ratio('delta / reading v4', delta.median(), read.median(), '≤ 1.3')
        bench.ratio('writing and indexing of all / writing of the delta', writing(plain), writing(delta), '≥ 5')
        bench.ratio('full migration / delta', plain.median(), delta.median(), 'recorded')
        bench.ratio('full migration with notes / without', noting.median(), plain.median(), '≤ 1.05')
        self.hold_against_anew(plain)

    def hold_against_anew(self, plain):
        subprocess.run(plain.command, check=True, stdout=subprocess.DEVNULL)
        for table, key in (('invoice', 'number'), ('invoice_line', 'id')):
            sql = f"select count(*), md5(string_agg(t::text, chr(10) order by {key})) from {table} t"
            digests = {subprocess.run(['psql', '-XAtc', sql, f'{self.target_url}/{target}'], check=True, capture_output=True).stdout
                       for target in (DELTA, ANEW)}
            if len(digests) != 1:
                sys.exit(f'{table} is not as a full migration makes it: {digests}')
            print(f'bench: {table} is as a full migration makes it: {digests.pop().decode().strip()}', file=sys.stderr)


def writing(work):
    return statistics.median(json.loads(taken.output)['writing'] for taken in work.taken)
