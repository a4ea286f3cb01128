"""What other programs take that compare a MySQL with a PostgreSQL, where they are installed: reladiff (from PyPI, with its
drivers: `pip install 'reladiff[mysql,postgresql]'`). It knows neither other names nor seconds that became a moment, so its
PostgreSQL has the very columns of v4: it does less than the verification beside it. It exits with 0 whatever differs, so its
own count is asked for. kitchen_sync, which is neither in Debian nor on PyPI, is not measured."""
import json
import shutil
import subprocess
import sys

from measure import Work

TARGET = 'bench_peers'
COLUMNS = 'client_id status currency amount tax paid issued due paid_at sent note'.split()
TABLE = '''create table invoices (id int primary key, client_id int not null, status smallint not null, currency char(3) not null,
amount numeric(12,2) not null, tax numeric(12,2) not null, paid numeric(12,2) not null, issued int not null, due int not null,
paid_at int not null, sent smallint not null, note varchar(80))'''


class Peers:
    """The part `peers` of tests/bench/run."""

    def __init__(self, bench, source_url, target_url, pack):
        self.bench, self.source_url, self.target_url, self.pack = bench, source_url, target_url, pack

    def copy(self, source):
        """v4's table as it is, cell by cell."""
        self.bench.create_target(TARGET, TABLE)
        port = self.source_url.rsplit(':', 1)[1]
        read = subprocess.Popen(['mariadb', '--no-defaults', '-h', '127.0.0.1', '-P', port, '-u', 'root', '--batch', '--raw', '--quick', '-N', source,
                                 '-e', r"select id, {}, ifnull(note, '\\N') from invoices".format(', '.join(COLUMNS[:-1]))], stdout=subprocess.PIPE)
        subprocess.run(['psql', '-X', '-q', f'{self.target_url}/{TARGET}', '-c', r'\copy invoices from stdin'], stdin=read.stdout, check=True)
        if read.wait() != 0:
            sys.exit('v4 could not be copied')
        self.bench.pg('vacuum (freeze, analyze)', TARGET)

    def reladiff(self, name, source):
        command = ['reladiff', f'{self.source_url}/{source}', 'invoices', f'{self.target_url}/{TARGET}', 'invoices', '-k', 'id', '-j', '4', '--stats', '--json']
        for column in COLUMNS:
            command += ['-c', column]
        return Work(f'invoices, {name}: reladiff', command)

    def measure(self, rows):
        bench = self.bench
        if not shutil.which('reladiff'):
            print('bench: reladiff is not here: not measured', file=sys.stderr)
            return
        clean, target = bench.plain_pair(rows)
        self.copy(clean)
        for name, every, goal in (('equal', 0, '≥ 3'), ('100 rows different', rows // 100, '≥ 7'), ('1 % different', 100, '≥ 14')):
            source = clean
            if every:
                source = 'bench_peers_damaged'
                bench.damage(source, clean, f'id % {every} = 7')
            proof = Work(f'invoices, {name}: verify', expected=(1 if every else 0,),
                         command=bench.verify(source, target, self.pack, '--tie', 'invoice', '--rows-only'))
            peer = self.reladiff(name, source)
            bench.measured(f'reladiff, {name}', [proof, peer])
            self.same_answer(proof, peer, rows // every if every else 0)
            bench.compare(f'invoices, {name}: reladiff / verify', peer, proof, goal)

    @staticmethod
    def same_answer(proof, peer, wanted):
        """Who is fast because it did not look is no yardstick."""
        changed = json.loads(proof.taken[-1].output)['ties'][0]['changed']
        try:
            told = json.loads(peer.taken[-1].output)['updated']
        except (ValueError, KeyError):
            sys.exit(f'reladiff counted nothing (are its drivers installed?): {peer.taken[-1].output.decode()[-500:]}')
        if (changed, told) != (wanted, wanted):
            sys.exit(f'{wanted} rows differ; verify found {changed}, reladiff {told}')
