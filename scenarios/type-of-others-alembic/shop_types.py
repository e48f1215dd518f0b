import sqlalchemy as sa


class EmailType(sa.TypeDecorator):
    impl = sa.String(200)
    cache_ok = True
