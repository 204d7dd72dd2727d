package org.schoolgate.proxy.http;

import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long a client is waited for, and what becomes of its exchange then. One per connection, on its event loop. */
final class Patience implements BodyPace.Watched {
    private final ExchangeHandler exchanges;
    private final ClientSide client;
    private final Limits limits;
    private final SlowClients slowClients;
    private final BodyPace pace;
    private int idleTicks;

    Patience(ExchangeHandler exchanges, ClientSide client, HttpServices services) {
        this.exchanges = exchanges;
        this.client = client;
        this.limits = services.limits();
        this.slowClients = services.slowClients();
        this.pace = new BodyPace(client, limits.bodyRates(), this);
    }

    /** Lets the body of a request come in, and waits for it. */
    void awaitBody() {
        client.proceed();
        bodyComes();
    }

    /** A part of a body has come, or is on its way. */
    void bodyComes() {
        if (awaitedUpload() != null) {
            pace.watch();
        }
    }

    /** The client does not take what it is sent. */
    void clientIsFull() {
        pace.watch();
    }

    /** The origin does not take what the client sends. */
    void originIsFull() {
        pace.excuseUpload();
    }

    void stop() {
        pace.stop();
    }

    @Override
    public @Nullable Turn awaitedUpload() {
        return exchanges.awaitedUpload();
    }

    @Override
    public void tooSlow(BodyPace.Direction direction) {
        slowClients.count(direction);
        exchanges.giveUp(direction == BodyPace.Direction.UPLOAD ? Refusal.SLOW_UPLOAD : Refusal.SLOW_DOWNLOAD);
    }

    /** No byte either way for one tick more. */
    void idle(IdleStateEvent event) {
        idleTicks = event.isFirst() ? 1 : idleTicks + 1;
        if (client.hasUnsent()) {
            exchanges.giveUp(Refusal.CLIENT_STALLED);
        } else {
            exchanges.idle(idleTicks >= limits.exchangeTicks());
        }
    }

    /** A client that has asked may end its side and still read; one that has left looks the same, so it is not waited for long. */
    void halfClosed() {
        client.channel()
                .eventLoop()
                .schedule(() -> client.channel().close(), limits.halfClosed().toMillis(), TimeUnit.MILLISECONDS);
    }
}
