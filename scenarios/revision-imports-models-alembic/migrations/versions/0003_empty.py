from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    from shop.models import Role

    op.get_bind().execute(Role.__table__.delete().where(Role.name == ""))


def downgrade():
    pass
